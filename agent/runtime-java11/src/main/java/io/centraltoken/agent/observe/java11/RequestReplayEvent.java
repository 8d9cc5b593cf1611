package io.centraltoken.agent.observe.java11;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A rejected request that is sent again. */
@Name("io.centraltoken.RequestReplay")
@Label("Request Replay")
@Category("Central Token Agent")
@Description("A request whose token was rejected goes out once more")
final class RequestReplayEvent extends Event {}
