package io.centraltoken.agent.cli;

import io.centraltoken.agent.message.Faults;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.TreeMap;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * The agent of another JVM of this host and this user, asked by JMX. The attach API of the JDK lets
 * that JVM begin to answer at a port of the loopback interface, as jconsole does. The API is called
 * by reflection, because Java 8 has it in its tools.jar.
 */
final class LiveJvm implements Closeable {
  private static final String ATTACH = "com.sun.tools.attach.VirtualMachine";

  private final String pid;
  private final JMXConnector connector;
  private final MBeanServerConnection server;

  private LiveJvm(String pid, JMXConnector connector) throws IOException {
    this.pid = pid;
    this.connector = connector;
    this.server = connector.getMBeanServerConnection();
  }

  /**
   * @throws IOException with one line that says what is wrong and what to do
   */
  @SuppressWarnings("BanJNDI") // the address comes from the JVM itself, and has no name in it
  static LiveJvm attach(String pid) throws IOException {
    try {
      return new LiveJvm(pid, JMXConnectorFactory.connect(new JMXServiceURL(address(pid))));
    } catch (ClassNotFoundException none) {
      throw new IOException(
          "this Java cannot ask other processes; run the command with a JDK that has the module"
              + " jdk.attach");
    } catch (InvocationTargetException refused) {
      throw cannotAsk(pid, refused.getCause());
    } catch (ReflectiveOperationException | IOException failure) {
      throw cannotAsk(pid, failure);
    }
  }

  private static IOException cannotAsk(String pid, Throwable cause) {
    return new IOException(
        "cannot ask process "
            + pid
            + ": "
            + Faults.describe(cause)
            + "; see whether it is a JVM and runs, and run the command as its user");
  }

  private static String address(String pid) throws ReflectiveOperationException, IOException {
    Class<?> machine = attachApi().loadClass(ATTACH);
    Object attached = machine.getMethod("attach", String.class).invoke(null, pid);
    try {
      return (String) machine.getMethod("startLocalManagementAgent").invoke(attached);
    } finally {
      machine.getMethod("detach").invoke(attached);
    }
  }

  private static ClassLoader attachApi() throws IOException {
    ClassLoader system = ClassLoader.getSystemClassLoader();
    File tools = new File(System.getProperty("java.home"), "../lib/tools.jar");
    return tools.isFile()
        ? new URLClassLoader(new URL[] {tools.getCanonicalFile().toURI().toURL()}, system)
        : system;
  }

  /**
   * The attributes of the MXBean by their names.
   *
   * @throws IOException if that JVM has none, or ends meanwhile
   */
  Map<String, Object> attributes() throws IOException {
    try {
      ObjectName name = new ObjectName("io.centraltoken:type=CentralToken");
      if (!server.isRegistered(name)) {
        throw new IOException(
            "process "
                + pid
                + " has no MXBean of the agent: it runs without the agent or with"
                + " central.jmx=false, or has just been started");
      }
      MBeanAttributeInfo[] infos = server.getMBeanInfo(name).getAttributes();
      String[] names = new String[infos.length];
      for (int i = 0; i < infos.length; i++) {
        names[i] = infos[i].getName();
      }
      Map<String, Object> values = new TreeMap<>();
      for (Attribute attribute : server.getAttributes(name, names).asList()) {
        values.put(attribute.getName(), attribute.getValue());
      }
      return values;
    } catch (JMException failure) {
      throw cannotAsk(pid, failure);
    }
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
