/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.lab.evaluate.data.Dataset;
import dev.edgewise.profile.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProtocolsTest {
  @TempDir Path folder;

  private Dataset data(String... ratings) throws Exception {
    Path items =
        Files.write(
            folder.resolve("m.dat"),
            IntStream.rangeClosed(1, 12).mapToObj(i -> i + "::T" + i + "::G").toList());
    return Dataset.read(items, Files.write(folder.resolve("r.dat"), List.of(ratings)), 0);
  }

  private static List<String> items(List<Event> events) {
    return events.stream().map(Event::item).toList();
  }

  @Test
  void temporalMasksWhatWasMetBeforeAndMeasuresWhatIsNew() throws Exception {
    Dataset data =
        data(
            "u::1::1::10",
            "u::2::1::20",
            "v::3::1::30",
            "u::2::1::30",
            "u::4::1::31",
            "w::5::1::40");
    SplitPlan plan = Temporal.plan(data, Instant.ofEpochSecond(30));
    assertThat(items(plan.training())).containsExactly("1", "2");
    assertThat(plan.subjects()).extracting(SplitPlan.Subject::user).containsExactly("u", "v", "w");
    SplitPlan.Subject u = plan.subjects().getFirst();
    assertThat(u.excluded()).isEqualTo(Set.of("1", "2"));
    assertThat(u.targets()).isEqualTo(Set.of("4"));
    assertThat(plan.subjects().get(1).history()).isEmpty();
    assertThat(plan.items()).hasSize(12);
  }

  @Test
  void withoutATimeTheLastTenthIsMeasuredWithAllThatIsAsLate() throws Exception {
    String[] ratings =
        IntStream.range(0, 20)
            .mapToObj(i -> "u::%d::1::%d".formatted(1 + i % 12, Math.min(i, 17)))
            .toArray(String[]::new);
    SplitPlan plan = Temporal.plan(data(ratings), null);
    assertThat(plan.split()).isEqualTo(Instant.ofEpochSecond(17));
    assertThat(plan.training()).hasSize(17);
  }

  @Test
  void leaveOneOutTestsTheLastByTimeThenLine() throws Exception {
    Dataset data =
        data("u::10::1::5", "u::9::1::5", "u::1::1::1", "u::2::1::2", "v::1::1::9", "v::2::1::8");
    SplitPlan plan = LeaveOneOut.plan(data);
    assertThat(plan.subjects()).hasSize(1);
    SplitPlan.Subject u = plan.subjects().getFirst();
    assertThat(u.targets()).isEqualTo(Set.of("9"));
    assertThat(u.excluded()).isEqualTo(Set.of("1", "2", "10"));
    assertThat(items(u.history())).containsExactly("1", "2", "10");
    assertThat(plan.ties()).isEqualTo(1);
    SplitPlan.Subject earlier = plan.validation().getFirst();
    assertThat(earlier.targets()).isEqualTo(Set.of("10"));
    assertThat(earlier.excluded()).isEqualTo(Set.of("1", "2"));
    assertThat(items(earlier.history())).containsExactly("1", "2");
    // v has too few events to be measured, so they are training events
    assertThat(items(plan.training())).containsExactly("1", "2", "2", "1");
    assertThat(plan.items()).containsExactly("1", "2", "9", "10");
  }

  @Test
  void anItemThatIsMetAgainIsStillATarget() throws Exception {
    SplitPlan plan = LeaveOneOut.plan(data("u::1::1::1", "u::2::1::2", "u::1::1::3"));
    assertThat(plan.subjects().getFirst().targets()).isEqualTo(Set.of("1"));
    assertThat(plan.subjects().getFirst().excluded()).isEqualTo(Set.of("2"));
  }

  @Test
  void negativesAreNeverMetNeverTwiceAndTheSameForASeed() {
    List<String> items = IntStream.range(0, 100).mapToObj(String::valueOf).toList();
    SplitPlan.Subject subject =
        new SplitPlan.Subject("u", List.of(), Set.of("1", "2", "3"), Set.of("50"), false);
    Set<String> some = new Negatives(items, 20, 4).among(subject);
    assertThat(some).hasSize(21).contains("50").doesNotContain("1", "2", "3");
    assertThat(new Negatives(items, 20, 4).among(subject)).isEqualTo(some);
    assertThat(new Negatives(items, 20, 5).among(subject)).isNotEqualTo(some);
    assertThat(new Negatives(items, 90, 4).among(subject)).hasSize(91).doesNotContain("1");
    assertThat(new Negatives(items, 500, 4).among(subject)).hasSize(97);
  }
}
