/** What is recorded by Java Flight Recorder, which Java 8 may lack. */
package io.centraltoken.agent.observe.java11;
