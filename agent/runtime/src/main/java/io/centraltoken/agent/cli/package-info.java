/**
 * The command line of the jar: one class for each command, and what they share. It uses the agent's
 * own settings, store and token endpoint, and nothing of the agent knows it.
 */
package io.centraltoken.agent.cli;
