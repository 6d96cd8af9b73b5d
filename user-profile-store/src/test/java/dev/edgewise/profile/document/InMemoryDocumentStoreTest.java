/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class InMemoryDocumentStoreTest extends DocumentStoreContract {
  private final SetClock clock = new SetClock();

  @Override
  public DocumentStore open() {
    return new InMemoryDocumentStore(clock);
  }

  @Override
  public void pass(Duration time) {
    clock.now = clock.now.plus(time);
  }

  @Test
  void whatIsOverTakesNoMemoryForGood() {
    InMemoryDocumentStore store = new InMemoryDocumentStore(clock);
    for (int i = 0; i < 10_000; i++) {
      store.putAsync("user" + i, "doc", new byte[1], Duration.ofMillis(10)).join();
      pass(Duration.ofMillis(1));
      assertThat(store.size()).isLessThanOrEqualTo(64);
    }
  }

  @Test
  void whatIsStoredIsNobodysToChange() {
    InMemoryDocumentStore store = new InMemoryDocumentStore(clock);
    byte[] bytes = {1};
    store.putAsync("ann", "doc", bytes, Duration.ofHours(1)).join();
    store.append("doc", bytes);
    bytes[0] = 2;
    store.getAsync("ann", "doc").join()[0] = 3;
    store.versions("doc").get(0).document()[0] = 4;
    assertThat(store.getAsync("ann", "doc").join()).containsExactly(1);
    assertThat(store.current("doc").orElseThrow().document()).containsExactly(1);
  }

  private static final class SetClock extends Clock {
    private Instant now = Instant.parse("2026-06-01T12:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
