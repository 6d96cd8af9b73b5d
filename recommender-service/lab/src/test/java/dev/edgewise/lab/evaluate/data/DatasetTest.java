/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.profile.Event;
import dev.edgewise.recommend.catalogue.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetTest {
  @TempDir Path folder;

  private Dataset read(String ratings, int core, String... items) throws Exception {
    Path movies =
        Files.write(folder.resolve("m.dat"), Stream.of(items).map(id -> id + "::T::G").toList());
    return Dataset.read(movies, Files.writeString(folder.resolve("r.dat"), ratings), core);
  }

  @Test
  void wholeNumbersComeInTheirOrder() throws Exception {
    Dataset data = read("10::9::1::5\n9::10::1::5\n9::9::1::5\n9::9::1::4\n", 0, "10", "9");
    assertThat(data.users()).containsExactly("9", "10");
    assertThat(data.items()).containsExactly("9", "10");
    assertThat(data.events())
        .extracting(e -> e.user() + " " + e.item())
        .containsExactly("9 9", "10 9", "9 10", "9 9");
  }

  @Test
  void oneThatIsNoWholeNumberMakesThemTexts() throws Exception {
    assertThat(read("10::9::1::5\n9::x::1::5\n", 0, "10", "9", "x").items())
        .containsExactly("10", "9", "x");
  }

  @Test
  void leadingZerosAreOtherIdsOfTheSameNumber() {
    assertThat(Stream.of("12", "007", "7", "0", "00").sorted(IdOrder.of(List.of("1"))).toList())
        .containsExactly("0", "00", "007", "7", "12");
  }

  @Test
  void theCoreIsWhatStaysWhenNothingChangesAnyMore() {
    List<Event> events = new ArrayList<>();
    for (String pair : List.of("a1", "a2", "b1", "b2", "c2", "c3", "d3")) {
      events.add(Samples.like(pair.substring(0, 1), pair.substring(1), events.size()));
    }
    // removes d, then item 3, then c, who has only two events left
    assertThat(CoreFilter.of(events, 2))
        .extracting(e -> e.user() + e.item())
        .containsExactly("a1", "a2", "b1", "b2");
    assertThat(CoreFilter.of(events, 1)).isEqualTo(events);
    assertThat(CoreFilter.of(events, 3)).isEmpty();
  }

  @Test
  void whatIsThereTwiceCountsTwiceInTheCore() throws Exception {
    Dataset data = read("u::1::1::5\nu::1::1::5\nv::1::1::6\n", 2, "1", "2");
    assertThat(data.events()).hasSize(2);
    assertThat(data.items()).containsExactly("1");
    assertThat(data.leftOut().core()).isEqualTo(1);
  }
}
