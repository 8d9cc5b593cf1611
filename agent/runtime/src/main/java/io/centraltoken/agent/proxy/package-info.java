/**
 * The way of the agent's own calls through a proxy that may ask for a password. Called by the token
 * thread. Uses no other package of the agent.
 */
package io.centraltoken.agent.proxy;
