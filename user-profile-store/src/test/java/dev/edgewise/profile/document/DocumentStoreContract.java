/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.profile.document.DocumentStore.Versioned;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of document stores; the test of each implementation extends this class. */
public abstract class DocumentStoreContract {
  private static final Duration HOUR = Duration.ofHours(1);

  private final String user = "user-" + UUID.randomUUID();
  private final String name = UUID.randomUUID().toString();
  private DocumentStore store = new InMemoryDocumentStore(Clock.systemUTC());

  /** Returns a store that other tests may have written to. */
  public abstract DocumentStore open();

  /** Lets some time pass for the store. */
  public abstract void pass(Duration time) throws InterruptedException;

  @BeforeEach
  void openStore() {
    store = open();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void whatIsPutIsReadBackAndReplaced() {
    assertThat(get(user)).isNull();
    put(user, "one", HOUR);
    put(user, "two", HOUR);
    assertThat(get(user)).isEqualTo("two");
  }

  @Test
  void anyBytesAreADocument() {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    store.putAsync(user, name, bytes, HOUR).join();
    assertThat(store.getAsync(user, name).join()).isEqualTo(bytes);
    store.append(name, bytes);
    assertThat(store.current(name).orElseThrow().document()).isEqualTo(bytes);
    store.append(name, new byte[0]);
    assertThat(store.current(name).orElseThrow().document()).isEmpty();
  }

  @Test
  void aDocumentWhoseTimeIsOverIsGone() throws InterruptedException {
    put(user, "short", Duration.ofMillis(50));
    put(user + "2", "long", HOUR);
    pass(Duration.ofMillis(200));
    assertThat(get(user)).isNull();
    assertThat(get(user + "2")).isEqualTo("long");
  }

  @Test
  void aUsersDocumentsAreThatUsersAlone() {
    List<String> strange =
        List.of("a}b{c", "{}", "}" + user, "a b\nc", "%7D", "ключ-" + user, "doc:" + name, "x:y");
    strange.forEach(id -> put(id, "of " + id, HOUR));
    store.append(name, "nobody's".getBytes(UTF_8));
    strange.forEach(id -> assertThat(get(id)).isEqualTo("of " + id));
    assertThat(get(user)).isNull();
    assertThat(store.getAsync("{}", name + "-2").join()).isNull();
    assertThat(text(store.current(name))).isEqualTo("1 nobody's");
  }

  @Test
  void aNameThatIsNoneIsRefused() {
    for (String none : List.of("", "A", "a b", "a:b", "{a}", "a\n", "x".repeat(41))) {
      assertThatThrownBy(() -> store.getAsync(user, none))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("a-z");
      assertThatThrownBy(() -> store.putAsync(user, none, new byte[1], HOUR))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> store.append(none, new byte[1]))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> store.current(none)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> store.makeCurrent(none, 1))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> store.versions(none)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> store.version(none, 1)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aNameUnderWhichSomethingElseIsKeptIsRefused() {
    for (String taken : List.of("profile", "profile3", "versions", "current")) {
      assertThatThrownBy(() -> store.putAsync(user, taken, new byte[1], HOUR))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(taken);
    }
  }

  @Test
  void aDocumentLivesForAMillisecondAtLeast() {
    assertThatThrownBy(() -> store.putAsync(user, name, new byte[1], Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void versionsAreNumberedAndTheLastIsCurrent() {
    assertThat(store.current(name)).isEmpty();
    assertThat(store.versions(name)).isEmpty();
    assertThat(append("a")).isEqualTo(1);
    assertThat(append("b")).isEqualTo(2);
    assertThat(text(store.current(name))).isEqualTo("2 b");
    assertThat(store.versions(name))
        .extracting(v -> text(Optional.of(v)))
        .containsExactly("2 b", "1 a");
    assertThat(store.current(name + "x")).isEmpty();
    assertThat(text(store.version(name, 1))).isEqualTo("1 a");
    assertThat(store.version(name, 3)).isEmpty();
    assertThat(store.version(name + "x", 1)).isEmpty();
  }

  @Test
  void aVersionIsMadeCurrentAgain() {
    append("a");
    append("b");
    assertThat(text(store.makeCurrent(name, 1))).isEqualTo("1 a");
    assertThat(text(store.current(name))).isEqualTo("1 a");
    assertThat(text(store.makeCurrent(name, 2))).isEqualTo("2 b");
    assertThat(text(store.makeCurrent(name, 1))).isEqualTo("1 a");
    assertThat(append("c")).as("no number is used twice").isEqualTo(3);
    assertThat(text(store.current(name))).isEqualTo("3 c");
  }

  @Test
  void aVersionThatIsNotThereChangesNothing() {
    assertThat(store.makeCurrent(name, 1)).isEmpty();
    assertThat(store.current(name)).isEmpty();
    append("a");
    for (long missing : new long[] {0, 2, -1, Long.MAX_VALUE}) {
      assertThat(store.makeCurrent(name, missing)).isEmpty();
    }
    assertThat(text(store.current(name))).isEqualTo("1 a");
  }

  @Test
  void theOldestOfTooManyVersionsGoes() {
    int kept = DocumentStore.VERSIONS_KEPT;
    for (int i = 1; i <= kept + 5; i++) {
      assertThat(append("v" + i)).isEqualTo(i);
    }
    store.makeCurrent(name, 6);
    append("last");
    List<Versioned> versions = store.versions(name);
    assertThat(versions).hasSize(kept);
    assertThat(versions.get(0).version()).isEqualTo(kept + 6L);
    assertThat(versions.get(kept - 1).version()).isEqualTo(7);
    assertThat(store.makeCurrent(name, 6)).isEmpty();
    assertThat(text(store.current(name))).isEqualTo((kept + 6) + " last");
  }

  @Test
  void versionsAddedAtOnceHaveNumbersOfTheirOwn() throws Exception {
    int threads = 4;
    int each = 10;
    List<Long> numbers = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<List<Long>>> added = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        added.add(
            pool.submit(() -> {
              List<Long> own = new ArrayList<>();
              for (int i = 0; i < each; i++) {
                own.add(append("some"));
              }
              return own;
            }));
      }
      for (Future<List<Long>> own : added) {
        numbers.addAll(own.get(60, TimeUnit.SECONDS));
      }
    } finally {
      pool.shutdownNow();
    }
    long all = (long) threads * each;
    assertThat(numbers)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, all).boxed().collect(Collectors.toList()));
    assertThat(store.current(name).orElseThrow().version()).isEqualTo(all);
  }

  private void put(String of, String text, Duration timeToLive) {
    store.putAsync(of, name, text.getBytes(UTF_8), timeToLive).join();
  }

  private String get(String of) {
    byte[] bytes = store.getAsync(of, name).join();
    return bytes == null ? null : new String(bytes, UTF_8);
  }

  private long append(String text) {
    return store.append(name, text.getBytes(UTF_8));
  }

  private static String text(Optional<Versioned> version) {
    return version.map(v -> v.version() + " " + new String(v.document(), UTF_8)).orElse("none");
  }
}
