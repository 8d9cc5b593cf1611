/**
 * The life of a pair: its state, when it is refreshed, and what follows from a rejection. Only the
 * token thread writes; application threads read {@link io.centraltoken.agent.token.TokenState}.
 * Uses {@code oauth}; knows neither requests nor files.
 */
package io.centraltoken.agent.token;
