/**
 * What a hook asks: whether a request gets the token, whether it waits, whether it is sent again.
 * Runs on application threads. Uses {@code token} and {@code config}.
 */
package io.centraltoken.agent.request;
