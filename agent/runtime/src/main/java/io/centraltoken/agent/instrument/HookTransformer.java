package io.centraltoken.agent.instrument;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asked by the JVM for every class it loads, on any thread: compares the name, and does nothing
 * else for a class that is not a target. ASM and the table are loaded only when a target is.
 * Retransformation-capable, so that other agents' retransformations keep the hooks.
 */
public class HookTransformer implements ClassFileTransformer {
  private static final String PLATFORM_LOADER =
      "jdk.internal.loader.ClassLoaders$PlatformClassLoader";

  /** Once a second. */
  private static final int MOST_RETRIES = 60;

  private final long key;
  private final List<String> vendors;
  private final boolean queryTokens;
  private final ClientBridges bridges;
  private final HookListener listener;
  private volatile Hooks hooks;
  private volatile boolean failed;

  /** Attempts to hook a class, and those that came to a result. */
  private final AtomicInteger begun = new AtomicInteger();

  private final AtomicInteger concluded = new AtomicInteger();

  /** Classes with a result; guarded by itself. */
  private final Set<String> concludedNames = new HashSet<>();

  /** Of the token thread: turns in which something was left to do. */
  private int retries;

  /**
   * @param connectionClass one more HttpURLConnection of a vendor, by its name, or null
   * @param queryTokens whether a token in a query is replaced
   */
  public HookTransformer(
      long key,
      String connectionClass,
      boolean queryTokens,
      ClientBridges bridges,
      HookListener listener) {
    this.key = key;
    this.vendors = new ArrayList<>();
    this.vendors.add(VendorHooks.WEBLOGIC);
    if (connectionClass != null) {
      this.vendors.add(connectionClass.replace('.', '/'));
    }
    this.queryTokens = queryTokens;
    this.bridges = bridges;
    this.listener = listener;
  }

  /**
   * From now on target classes are hooked when they load; those that are there already are hooked
   * now.
   */
  public void install(Instrumentation instrumentation) {
    instrumentation.addTransformer(this, true);
    hookLoaded(instrumentation);
  }

  /**
   * Hooks the classes whose loading met a full stack or a full heap, for which the JVM loads them
   * as they are. Called by the token thread, again and again; does nothing where nothing is left.
   */
  public void retry(Instrumentation instrumentation) {
    if (begun.get() == concluded.get()) {
      return;
    }
    List<String> left = hookLoaded(instrumentation);
    if (left.isEmpty() || ++retries == MOST_RETRIES) {
      for (String name : left) {
        listener.failed(name, "no room for it on the heap");
      }
      retries = 0;
      concluded.set(begun.get());
    }
  }

  /** Gives back those that could not be hooked now. */
  private List<String> hookLoaded(Instrumentation instrumentation) {
    List<String> left = new ArrayList<>();
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      String name = loaded.getName();
      String internal = name.replace('.', '/');
      if (isTarget(internal)
          && isAtHome(loaded.getClassLoader(), internal)
          && !isConcluded(internal)) {
        try {
          instrumentation.retransformClasses(loaded);
        } catch (UnmodifiableClassException | RuntimeException | LinkageError refused) {
          listener.failed(name, refused.toString());
          addConcluded(internal);
        }
        if (!isConcluded(internal)) {
          left.add(name);
        }
      }
    }
    return left;
  }

  private boolean isConcluded(String internal) {
    synchronized (concludedNames) {
      return concludedNames.contains(internal);
    }
  }

  private void addConcluded(String internal) {
    synchronized (concludedNames) {
      concludedNames.add(internal);
    }
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    if (isTarget(className)) {
      return AccessController.doPrivileged(new Hooking(loader, className, classFile));
    }
    String unhooked = UnhookedClients.clientOf(className);
    if (unhooked != null) {
      listener.unhooked(unhooked);
    }
    return null;
  }

  /** A class that the application loads is hooked with the agent's rights. */
  private final class Hooking implements PrivilegedAction<byte[]> {
    private final ClassLoader loader;
    private final String className;
    private final byte[] classFile;

    Hooking(ClassLoader loader, String className, byte[] classFile) {
      this.loader = loader;
      this.className = className;
      this.classFile = classFile;
    }

    @Override
    public byte[] run() {
      return isAtHome(loader, className) ? hooked(loader, className, classFile) : null;
    }
  }

  private byte[] hooked(ClassLoader loader, String className, byte[] classFile) {
    begun.incrementAndGet(); // before anything that could find the stack full
    byte[] hooked = null;
    try {
      connect(className);
      hooked = hooks().apply(loader, className, classFile);
    } catch (Throwable failure) { // which the JVM would swallow
      if (isPassing(failure)) {
        return null;
      }
      if (!failed) {
        failed = true;
        listener.failed(className.replace('/', '.'), failure.toString());
      }
    }
    addConcluded(className);
    concluded.incrementAndGet();
    return hooked;
  }

  /** Whether it comes of a full stack or heap. */
  private static boolean isPassing(Throwable failure) {
    return failure instanceof VirtualMachineError
        || failure.getCause() instanceof VirtualMachineError;
  }

  private void connect(String className) throws ReflectiveOperationException {
    if (className.startsWith(HttpClientHooks.PACKAGE)) {
      bridges.connectHttpClient();
    } else {
      bridges.connectUrlConnection();
    }
  }

  /** Twice at the same time does no harm; a lock while classes are loaded might. */
  private Hooks hooks() {
    Hooks present = hooks;
    if (present == null) {
      present = new Hooks(table(), listener);
      hooks = present;
    }
    return present;
  }

  HookTable table() {
    return new HookTable(key, vendors, queryTokens);
  }

  /**
   * Whether this is the class that is meant: an application may have one of the same name. The
   * JDK's are the boot loader's or the platform's; WebLogic's is beside its server.
   */
  private boolean isAtHome(ClassLoader loader, String className) {
    if (VendorHooks.WEBLOGIC.equals(className)) {
      return loader == ClassLoader.getSystemClassLoader()
          && loader.getResource("weblogic/Server.class") != null;
    }
    return vendors.contains(className) || loader == null || isPlatform(loader);
  }

  /**
   * By the name of its class, which only the JDK can define. To ask for it by reflection parses
   * annotations: on JDK 17 that loads 70 classes more.
   */
  private static boolean isPlatform(ClassLoader loader) {
    Class<?> type = loader.getClass();
    return type.getClassLoader() == null && PLATFORM_LOADER.equals(type.getName());
  }

  boolean isTarget(String className) {
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
