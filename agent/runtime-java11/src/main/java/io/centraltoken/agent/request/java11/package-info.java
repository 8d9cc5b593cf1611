/**
 * The part of {@code request} that needs types of {@code java.net.http}, for Java 11 and later.
 * Found by name. Runs on application threads and on threads of the agent, never on the token
 * thread.
 */
package io.centraltoken.agent.request.java11;
