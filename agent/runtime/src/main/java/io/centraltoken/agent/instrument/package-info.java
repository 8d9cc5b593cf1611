/**
 * The hooks: which methods of the JDK's HTTP clients are changed, and how. Runs inside class
 * loading, on any thread. Uses the bridge and ASM, which no other package uses.
 */
package io.centraltoken.agent.instrument;
