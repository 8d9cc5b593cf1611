/** What the agent costs: run by {@code mvn -B verify -Pbenchmarks}, see docs/performance.md. */
package io.centraltoken.it.benchmark;
