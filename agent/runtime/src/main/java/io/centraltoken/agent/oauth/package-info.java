/**
 * The client's side of OAuth 2.0 (RFC 6749) as Central speaks it: requests to the token endpoint
 * and to the login, their responses, and how they travel (TLS, proxy, time-outs). Keeps no token;
 * when a call is made is decided in {@code token}. Uses {@code proxy} and {@code message}; called
 * by the token thread.
 */
package io.centraltoken.agent.oauth;
