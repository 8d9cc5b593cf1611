/** What monitoring sees of the agent by JMX. Knows the state of the token, and nobody knows it. */
package io.centraltoken.agent.monitor;
