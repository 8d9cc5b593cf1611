package io.centraltoken.demo.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SimulatorOptionsTest {
  @Test
  void takesValuesAfterABlankOrAnEqualsSign() {
    assertThat(SimulatorOptions.parse("--port", "9", "--token-lifetime=3s", "--token-file=t.json"))
        .isEqualTo(
            new SimulatorOptions(9, Duration.ofSeconds(3), Path.of("t.json"), Dialect.CLASSIC));
    assertThat(SimulatorOptions.parse("--dialect=new-central").dialect())
        .isEqualTo(Dialect.NEW_CENTRAL);
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> SimulatorOptions.parse("--prot=1"))
        .hasMessage("unknown option --prot");
    assertThatThrownBy(() -> SimulatorOptions.parse("--dialect=old"))
        .hasMessage("--dialect must be classic or new-central, not old");
    assertThatThrownBy(() -> SimulatorOptions.parse("--port")).hasMessage("--port needs a value");
    assertThatThrownBy(() -> SimulatorOptions.parse("--token-lifetime=soon"))
        .hasMessageContaining("whole number from 1");
  }
}
