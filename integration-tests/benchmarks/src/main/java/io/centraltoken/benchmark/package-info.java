/** What the agent adds to a request, measured with JMH; see docs/performance.md. */
package io.centraltoken.benchmark;
