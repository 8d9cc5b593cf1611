/**
 * The part of {@code token} that Java 8 cannot compile: what opens packages of modules. Found by
 * name, called by the token thread.
 */
package io.centraltoken.agent.token.java11;
