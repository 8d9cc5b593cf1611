/**
 * The agent's entry point, its isolated class loader, and the bridge that changed JDK classes call.
 * Defined by the boot loader, so these classes may use {@code java.base}, {@code java.instrument}
 * and nothing else. The application can call them too.
 */
package io.centraltoken.agent.bootstrap;
