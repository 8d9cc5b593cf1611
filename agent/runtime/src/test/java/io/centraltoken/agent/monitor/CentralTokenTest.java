package io.centraltoken.agent.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.centraltoken.agent.observe.EventLog;
import io.centraltoken.agent.observe.HookEvents;
import io.centraltoken.agent.observe.Log;
import io.centraltoken.agent.observe.RequestEvents;
import io.centraltoken.agent.token.OperatorRequests;
import io.centraltoken.agent.token.TokenRecovery;
import io.centraltoken.agent.token.TokenState;
import io.centraltoken.agent.token.TokenStatus;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.management.AttributeChangeNotification;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bean as a tool sees it that has none of the agent's classes. */
class CentralTokenTest {
  private final MBeanServer server = MBeanServerFactory.newMBeanServer();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Log log = Log.to(new PrintStream(written, true), false);
  private final RequestEvents requests = new RequestEvents(log);
  private final EventLog events =
      new EventLog(log, requests, new HookEvents(log), new File("agent.jar"));
  private final TokenState state =
      new TokenState(Clock.systemUTC(), Duration.ZERO, Duration.ZERO, () -> {});
  private ObjectName name;
  private CentralToken bean;

  @BeforeEach
  void register() throws Exception {
    name = new ObjectName("io.centraltoken:type=CentralToken");
    OperatorRequests operator = new OperatorRequests(new TokenRecovery(state, Duration.ZERO));
    bean = new CentralToken(name, state, events, operator, Runnable::run);
    server.registerMBean(bean, name);
  }

  @Test
  void answersBeforeThereIsAToken() throws Exception {
    for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
      Object value = server.getAttribute(name, attribute.getName());
      assertThat(String.valueOf(value))
          .as(attribute.getName())
          .matches("0|-1|null|STARTING|.*TabularDataSupport.*|\\[Ljava.lang.String.*");
    }
  }

  @Test
  void countsCallsByWhatCameOfThem() throws Exception {
    Instant at = Instant.parse("2026-11-28T09:00:00Z");
    events.exchangeEnded("throttled", false, at.minusSeconds(2), Duration.ZERO);
    events.exchangeEnded("throttled", false, at.minusSeconds(1), Duration.ZERO);
    assertThat(server.getAttribute(name, "ConsecutiveFailures")).isEqualTo(2);
    events.exchangeEnded("new pair (process 1)", true, at, Duration.ZERO);
    assertThat(server.getAttribute(name, "ConsecutiveFailures")).isEqualTo(0);
    assertThat(server.getAttribute(name, "LastRefreshTime")).isEqualTo(Date.from(at));
    assertThat(server.getAttribute(name, "LastRefreshOutcome")).isEqualTo("new pair");
    TabularData refreshes = (TabularData) server.getAttribute(name, "Refreshes");
    assertThat(refreshes.get(new Object[] {"throttled"}).get("value")).isEqualTo(2L);
    assertThat(refreshes.get(new Object[] {"new pair"}).get("value")).isEqualTo(1L);
  }

  @Test
  void countsRequests() throws Exception {
    requests.injected();
    requests.injected();
    requests.held();
    requests.replayed();
    requests.notReplayable();
    requests.suppressed(new IllegalStateException());
    assertThat(server.getAttribute(name, "Injected")).isEqualTo(2L);
    assertThat(server.getAttribute(name, "Held")).isEqualTo(1L);
    assertThat(server.getAttribute(name, "Replayed")).isEqualTo(1L);
    assertThat(server.getAttribute(name, "NotReplayable")).isEqualTo(1L);
    assertThat(server.getAttribute(name, "SuppressedErrors")).isEqualTo(1L);
  }

  @Test
  void notifiesOfEachChangeOfTheState() throws Exception {
    List<AttributeChangeNotification> heard = new ArrayList<>();
    server.addNotificationListener(
        name, (change, none) -> heard.add((AttributeChangeNotification) change), null, null);
    events.tellStatusTo(bean::statusIs);
    events.statusIs(TokenStatus.VALID);
    events.statusIs(TokenStatus.RETRYING);
    assertThat(heard)
        .extracting(
            AttributeChangeNotification::getAttributeName,
            AttributeChangeNotification::getOldValue,
            AttributeChangeNotification::getNewValue,
            AttributeChangeNotification::getSequenceNumber)
        .containsExactly(
            tuple("State", "STARTING", "VALID", 1L), tuple("State", "VALID", "RETRYING", 2L));
  }

  /** As where no thread can be started for the listeners. */
  @Test
  void survivesANotificationThatFails() throws Exception {
    OperatorRequests operator = new OperatorRequests(new TokenRecovery(state, Duration.ZERO));
    CentralToken failing =
        new CentralToken(
            name,
            state,
            events,
            operator,
            listener -> {
              throw new OutOfMemoryError("unable to create native thread");
            });
    failing.addNotificationListener((change, none) -> {}, null, null);
    failing.statusIs(TokenStatus.VALID);
    assertThat(written.toString(StandardCharsets.UTF_8))
        .contains("a change of the state was not notified: java.lang.OutOfMemoryError");
  }
}
