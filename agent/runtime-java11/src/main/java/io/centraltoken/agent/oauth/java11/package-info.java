/**
 * The part of {@code oauth} that Java 8 cannot compile: what opens packages of modules. Found by
 * name, called by the token thread.
 */
package io.centraltoken.agent.oauth.java11;
