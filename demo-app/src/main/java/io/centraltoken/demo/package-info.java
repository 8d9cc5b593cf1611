/** Runs the legacy program against the simulated gateway, without the agent and with it. */
package io.centraltoken.demo;
