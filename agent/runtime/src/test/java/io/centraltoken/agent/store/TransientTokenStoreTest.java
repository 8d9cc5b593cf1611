package io.centraltoken.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.token.ExchangeNotes;
import io.centraltoken.agent.token.StoredState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A store that keeps nothing, and is never in the way of an exchange. */
class TransientTokenStoreTest {
  private final TransientTokenStore store = new TransientTokenStore();

  @Test
  void keepsNothing() throws Exception {
    TokenPair pair = TokenPair.of("access", "refresh", Instant.EPOCH, Duration.ofHours(2), 1);
    assertThat(store.rehearse()).as("nothing to tell people").isNull();
    assertThat(store.tryClaim()).isNotNull();
    assertThat(store.reserve()).isNotNull();
    assertThat(store.save(pair, redeemed -> true, ExchangeNotes.NONE)).isTrue();
    assertThat(store.note(ExchangeNotes.of("a", "b", "c", List.of("d"))))
        .isEqualTo(ExchangeNotes.NONE);
    StoredState state = store.load();
    assertThatThrownBy(state::pair)
        .hasMessage("no token is stored with central.grant=client_credentials");
    assertThat(state.notes()).isEqualTo(ExchangeNotes.NONE);
    assertThat(state.isStale()).isFalse();
    assertThat(state.isAfter(pair)).isFalse();
    assertThat(state.hasRedeemed(pair)).isFalse();
    assertThat(store.holder()).isEmpty();
  }
}
