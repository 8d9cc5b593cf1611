/** The composition root, the token thread and the log. Uses all other packages; none uses it. */
package io.centraltoken.agent.runtime;
