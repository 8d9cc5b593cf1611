/** A program that nobody may change, and that knows nothing of tokens. */
package io.centraltoken.demo.legacy;
