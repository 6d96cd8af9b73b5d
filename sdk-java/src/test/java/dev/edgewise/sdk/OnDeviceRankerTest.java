/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.profile.Profile;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnDeviceRankerTest {
  @TempDir static Path temp;
  private static final Connections CONNECTIONS = new Connections();
  private static ProxySelector usual;
  private static Path archive;

  @BeforeAll
  static void makeArchive() {
    usual = ProxySelector.getDefault();
    ProxySelector.setDefault(CONNECTIONS);
    archive = temp.resolve("tiny");
    PhiArchive.writeRandom(archive, "tiny", PhiShape.small(64, 1, 2, 96, 512), 1);
  }

  /** Covers all tests here and the loading of libtorch. */
  @AfterAll
  static void noConnectionWasOpened() {
    ProxySelector.setDefault(usual);
    assertThat(CONNECTIONS.opened).isEmpty();
  }

  private static DeviceItem film(int n) {
    return new DeviceItem("f" + n, "Film " + n, "genre", List.of("Drama"), Map.of());
  }

  private static List<DeviceItem> films(int count) {
    List<DeviceItem> films = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      films.add(film(n));
    }
    return films;
  }

  private static Map<String, Double> scores(Recommendations list) {
    Map<String, Double> scores = new HashMap<>();
    list.items().forEach(e -> scores.put(e.id(), e.score()));
    return scores;
  }

  @Test
  void theModelRanksEveryItemWithAReason() {
    try (OnDeviceRanker ranker = Edgewise.onDevice(archive)) {
      Recommendations list = ranker.rank(films(20), 20, Duration.ofMinutes(1));
      assertThat(list.known()).isFalse();
      assertThat(list.trained()).isFalse();
      assertThat(list.degraded()).isFalse();
      assertThat(list.items()).hasSize(20).allMatch(e -> e.rankedBy().equals("model"));
      assertThat(list.items()).noneMatch(e -> e.reason().isBlank());
      assertThat(list.items()).allMatch(e -> e.reasonSource().equals("template"));
    }
  }

  @Test
  void theOrderOfTheItemsChangesNoScore() {
    try (OnDeviceRanker ranker = Edgewise.onDevice(archive)) {
      ranker.record(UserEvent.now("me", "f1", "like"), film(1));
      List<DeviceItem> films = films(20);
      Map<String, Double> one = scores(ranker.rank(films, 20, Duration.ofMinutes(1)));
      Collections.reverse(films);
      assertThat(scores(ranker.rank(films, 20, Duration.ofMinutes(1)))).isEqualTo(one);
    }
  }

  @Test
  void withoutTimeItemsKeepTheirPlacesAndAreMarked() {
    try (OnDeviceRanker ranker = Edgewise.onDevice(archive)) {
      Recommendations list = ranker.rank(films(5), 5, Duration.ZERO);
      assertThat(list.degraded()).isTrue();
      assertThat(list.items())
          .allMatch(e -> e.rankedBy().equals("ranker") && e.rank() == e.firstStageRank());
    }
  }

  @Test
  void theSameEventTwiceCountsOnce() {
    try (OnDeviceRanker ranker = Edgewise.onDevice(archive)) {
      UserEvent like = UserEvent.now("me", "f1", "like");
      ranker.record(like, film(1));
      ranker.record(like, film(1));
      assertThat(ranker.profile().interactions()).isEqualTo(1);
      assertThat(ranker.profile().affinities()).containsEntry("genre:Drama", 1.0);
    }
  }

  @Test
  void aProfileIsSavedAndLoadedWhole() throws IOException {
    Path file = temp.resolve("profile");
    try (OnDeviceRanker ranker = Edgewise.onDevice(archive);
        OnDeviceRanker other = Edgewise.onDevice(archive)) {
      ranker.record(UserEvent.now("me", "f1", "like"), film(1));
      ranker.save(file);
      other.load(file);
      assertThat(other.profile()).isEqualTo(ranker.profile());
      assertThat(scores(other.rank(films(5), 5, Duration.ofMinutes(1))))
          .isEqualTo(scores(ranker.rank(films(5), 5, Duration.ofMinutes(1))));

      byte[] whole = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(whole, whole.length / 2));
      assertThatThrownBy(() -> other.load(file))
          .isInstanceOf(EdgewiseException.class)
          .hasMessageContaining("broken");
      assertThat(other.profile()).isEqualTo(ranker.profile());
    }
  }

  @Test
  void aMissingArchiveIsNamed() {
    assertThatThrownBy(() -> Edgewise.onDevice(temp.resolve("none")))
        .isInstanceOf(EdgewiseException.class)
        .hasMessageContaining("none");
  }

  @Test
  void whatCannotBeRankedOrRecordedIsRefused() {
    try (OnDeviceRanker ranker = Edgewise.onDevice(archive)) {
      assertThatThrownBy(() -> ranker.rank(films(2), 0, Duration.ofSeconds(1)))
          .hasMessage("limit must be 1 or more, not 0");
      assertThatThrownBy(() -> ranker.record(UserEvent.now("me", "f1", "like"), film(2)))
          .hasMessage("the event is about item f1, the item given is f2");
      assertThat(ranker.rank(List.of(), 3, Duration.ofSeconds(1)).items()).isEmpty();
    }
  }

  @Test
  void anotherUsersProfileIsNotLoaded() {
    Path file = temp.resolve("other");
    LocalFile.write(file, new LocalFile.Content(Profile.empty("bob"), Map.of()));
    try (OnDeviceRanker ranker = Edgewise.onDevice(archive)) {
      assertThatThrownBy(() -> ranker.load(file))
          .isInstanceOf(EdgewiseException.class)
          .hasMessageContaining("another user");
    }
  }

  @Test
  void everyDamageToASavedProfileIsReported() throws IOException {
    Path file = temp.resolve("damaged");
    try (OnDeviceRanker ranker = Edgewise.onDevice(archive)) {
      ranker.record(UserEvent.now("me", "f1", "like"), film(1));
      ranker.save(file);
      byte[] whole = Files.readAllBytes(file);
      for (int length = 0; length < whole.length; length++) {
        Files.write(file, Arrays.copyOf(whole, length));
        assertThatThrownBy(() -> ranker.load(file)).isInstanceOf(EdgewiseException.class);
      }
      Files.write(file, Arrays.copyOf(whole, whole.length + 1));
      assertThatThrownBy(() -> ranker.load(file)).isInstanceOf(EdgewiseException.class);
    }
  }

  /**
   * Records connections: every connection of the JDK, sockets included, asks the proxy selector.
   */
  private static final class Connections extends ProxySelector {
    private final List<URI> opened = new CopyOnWriteArrayList<>();

    @Override
    public List<Proxy> select(URI uri) {
      opened.add(uri);
      return List.of(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
      opened.add(uri);
    }
  }
}
