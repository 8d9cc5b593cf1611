/**
 * What people see of the agent: the log and its lines. Implements the listeners of {@code token},
 * {@code request} and {@code instrument}; none of them knows it. Lines are written by a thread of
 * their own, so that nobody waits for a disk or a terminal.
 */
package io.centraltoken.agent.observe;
