/**
 * A gateway on 127.0.0.1 that behaves like Central's, or like New Central's, and that fails on
 * demand. What it does and why is in docs/protocol.md.
 */
package io.centraltoken.demo.simulator;
