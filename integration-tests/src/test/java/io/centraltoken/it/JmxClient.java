package io.centraltoken.it;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A tool of an operator, which has no class of the agent. */
@SuppressWarnings("BanJNDI") // what it connects to is a program of the test, on loopback
final class JmxClient implements AutoCloseable {
  private final JMXConnector connector;
  private final MBeanServerConnection server;
  private final ObjectName name;

  private JmxClient(JMXConnector connector) throws IOException, JMException {
    this.connector = connector;
    this.server = connector.getMBeanServerConnection();
    this.name = new ObjectName("io.centraltoken:type=CentralToken");
  }

  /** Options of a JVM that listens for such tools on loopback, without a password. */
  static List<String> options(int port) {
    String prefix = "-Dcom.sun.management.jmxremote.";
    return List.of(
        prefix + "port=" + port,
        prefix + "rmi.port=" + port,
        prefix + "host=127.0.0.1",
        prefix + "authenticate=false",
        prefix + "ssl=false",
        "-Djava.rmi.server.hostname=127.0.0.1");
  }

  /**
   * @throws IOException if nobody listens there yet
   */
  static JmxClient connect(int port) throws IOException, JMException {
    return new JmxClient(
        JMXConnectorFactory.connect(
            new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi")));
  }

  boolean hasBean() throws IOException {
    return server.isRegistered(name);
  }

  Object get(String attribute) throws IOException, JMException {
    return server.getAttribute(name, attribute);
  }

  /** All of them. */
  Map<String, Object> attributes() throws IOException, JMException {
    Map<String, Object> attributes = new TreeMap<>();
    for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
      attributes.put(attribute.getName(), get(attribute.getName()));
    }
    return attributes;
  }

  String invoke(String operation) throws IOException, JMException {
    return (String) server.invoke(name, operation, new Object[0], new String[0]);
  }

  void listen(NotificationListener listener) throws IOException, InstanceNotFoundException {
    server.addNotificationListener(name, listener, null, null);
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
