/**
 * Programs that the integration tests start: every kind of request, and behaviour that an agent
 * must survive.
 */
package io.centraltoken.probe;
