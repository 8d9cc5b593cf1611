/** The composition root and the threads of the agent. Uses all other packages; none uses it. */
package io.centraltoken.agent.runtime;
