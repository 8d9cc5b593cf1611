/**
 * Generated programs, each of which makes a request in a shape of its own and writes down what it
 * sees, so that a run with the agent can be compared with one without it.
 */
package io.centraltoken.probe.programs;
