/**
 * Sentences for people that several packages use, none of which may hold a secret. Knows no other
 * package.
 */
package io.centraltoken.agent.message;
