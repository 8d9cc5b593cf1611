/**
 * Settings: where they come from, what they mean, and one line for each that is wrong. Read once,
 * on the thread of premain, with {@code java.io} only. Uses no other package of the agent.
 */
package io.centraltoken.agent.config;
