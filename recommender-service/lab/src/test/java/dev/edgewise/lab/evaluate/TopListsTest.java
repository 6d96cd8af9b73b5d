/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.lab.evaluate.split.TestUser;
import dev.edgewise.lab.progress.Progress;
import dev.edgewise.profile.Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopListsTest {

  private final List<TestUser> testUsers =
      IntStream.range(0, 450)
          .mapToObj(
              i -> new TestUser(Profile.empty("u" + i), id -> true, Set.of("x"), List.of("y")))
          .toList();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Progress progress =
      new Progress(new PrintStream(said, true, StandardCharsets.UTF_8));

  @TempDir Path folder;

  private static List<String> right(TestUser one) {
    return List.of("for " + one.profile().user(), "\"é,\n");
  }

  private TopLists lists() {
    said.reset();
    return new TopLists(testUsers, new EvaluationState(folder, progress), progress);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void anInterruptedRunGoesOnWhereItStopped() throws IOException {
    assertThatThrownBy(() ->
            lists()
                .of(
                    "knn",
                    "f",
                    one -> {
                      if (one.profile().user().equals("u420")) {
                        throw new IllegalStateException("killed");
                      }
                      return right(one);
                    }))
        .hasMessageContaining("killed");
    AtomicInteger calls = new AtomicInteger();
    List<List<String>> all =
        lists()
            .of(
                "knn",
                "f",
                one -> {
                  calls.incrementAndGet();
                  return right(one);
                });
    assertThat(calls).hasValue(50);
    assertThat(all).isEqualTo(testUsers.stream().map(TopListsTest::right).toList());
    assertThat(said()).contains("knn: went on").contains("400 users");
  }

  @Test
  void whatIsOfSomethingElseIsNotUsedAndSaid() throws IOException {
    lists().of("knn", "f", TopListsTest::right);
    Function<TestUser, List<String>> other = one -> List.of("other");
    assertThat(lists().of("knn", "g", other)).containsOnly(List.of("other"));
    assertThat(said()).containsOnlyOnce("other options, inputs or code");
    assertThat(lists().of("knn", "g", TopListsTest::right)).containsOnly(List.of("other"));
  }

  @Test
  void aBrokenPartIsDoneAnew() throws IOException {
    lists().of("knn", "f", TopListsTest::right);
    Path part = folder.resolve("knn-000200.jsonl");
    Files.writeString(part, Files.readString(part).replace("[", "{"));
    assertThat(lists().of("knn", "f", TopListsTest::right))
        .isEqualTo(testUsers.stream().map(TopListsTest::right).toList());
    assertThat(said()).contains("knn-000200").contains("250 users");
  }

  @Test
  void withoutADirectoryNothingIsKept() throws IOException {
    new TopLists(testUsers, new EvaluationState(null, progress), progress)
        .of("knn", "f", TopListsTest::right);
    assertThat(folder).isEmptyDirectory();
  }
}
