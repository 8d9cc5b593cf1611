/**
 * The token file: its lock, its replacement, the agent's own copy. Called by the token thread,
 * under the lock. Implements {@link io.centraltoken.agent.token.TokenStore}.
 */
package io.centraltoken.agent.store;
