package io.centraltoken.agent.instrument;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;

/**
 * Asked by the JVM for every class it loads, on any thread: compares the name, and does nothing
 * else for a class that is not a target. ASM and the table are loaded only when a target is.
 * Retransformation-capable, so that other agents' retransformations keep the hooks.
 */
public final class HookTransformer implements ClassFileTransformer {
  private final long key;
  private final List<String> vendors;
  private final boolean queryTokens;
  private final HookListener listener;

  /**
   * @param connectionClass one more HttpURLConnection of a vendor, by its name, or null
   * @param queryTokens whether a token in a query is replaced
   */
  public HookTransformer(
      long key, String connectionClass, boolean queryTokens, HookListener listener) {
    this.key = key;
    this.vendors = new ArrayList<>();
    this.vendors.add(VendorHooks.WEBLOGIC);
    if (connectionClass != null) {
      this.vendors.add(connectionClass.replace('.', '/'));
    }
    this.queryTokens = queryTokens;
    this.listener = listener;
  }

  /**
   * From now on target classes are hooked when they load; those that are there already are hooked
   * now.
   */
  public void install(Instrumentation instrumentation) {
    instrumentation.addTransformer(this, true);
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      String name = loaded.getName();
      if (isTarget(name.replace('.', '/'))) {
        try {
          instrumentation.retransformClasses(loaded);
        } catch (UnmodifiableClassException | RuntimeException | LinkageError refused) {
          listener.failed(name, refused.toString());
        }
      }
    }
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    return isTarget(className)
        ? HookedClass.of(className, classFile, new HookTable(key, vendors, queryTokens), listener)
        : null;
  }

  private boolean isTarget(String className) {
    return UrlConnectionHooks.CONNECTION.equals(className)
        || StreamedBodyHooks.STREAM.equals(className)
        || HttpClientHooks.REQUEST.equals(className)
        || HttpClientHooks.EXCHANGE.equals(className)
        || HttpClientHooks.MULTI_EXCHANGE.equals(className)
        || HttpClientHooks.AUTHENTICATION_FILTER.equals(className)
        || HttpClientHooks.RESPONSE_OF_PROGRAM.equals(className)
        || (queryTokens
            && (QueryTokenHooks.HTTP_1.equals(className)
                || QueryTokenHooks.HTTP_2.equals(className)))
        || vendors.contains(className);
  }
}
