/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.persona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.service.RunningDemo;
import dev.edgewise.service.SharedDemo;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same likes in two orders give different lists, each nearer to its latest likes. */
@ExtendWith(SharedDemo.class)
class OrderIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A fifth like of each taste of {@link Persona#SEVEN}. */
  private static final List<String> FIFTH =
      List.of("0317705", "0098635", "0077651", "0361748", "0060196", "0077631", "0361596");

  private static RunningDemo demo;

  @BeforeAll
  static void connect(RunningDemo running) {
    demo = running;
  }

  @FunctionalInterface
  private interface Asking {
    List<Item> topTen(List<String> likes) throws Exception;
  }

  @Test
  void aUsersListIsNearerToTheLatestLikes() throws Exception {
    assertNearerToTheLatest(likes -> new NewReader(demo).does("like", likes).topTen());
  }

  @Test
  void aSessionsListIsNearerToTheLatestLikes() throws Exception {
    assertNearerToTheLatest(OrderIT::session);
  }

  private static List<Item> session(List<String> likes) throws Exception {
    List<Map<String, String>> events = new ArrayList<>();
    likes.forEach(like -> events.add(Map.of("item", like, "type", "like")));
    HttpResponse<String> answer =
        demo.post(
            "v1/recommendations?limit=10&deadline=30s",
            JSON.writeValueAsString(Map.of("events", events)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return NewReader.films(JSON.readTree(answer.body()));
  }

  private static List<String> fiveOf(int taste) {
    return Stream.concat(Persona.SEVEN.get(taste).likes().stream(), Stream.of(FIFTH.get(taste)))
        .toList();
  }

  private static void assertNearerToTheLatest(Asking asking) throws Exception {
    List<String> nearer = new ArrayList<>();
    List<String> others = new ArrayList<>();
    int differing = 0;
    for (int one = 0; one < FIFTH.size(); one++) {
      for (int other = one + 1; other < FIFTH.size(); other++) {
        List<String> first = fiveOf(one);
        List<String> second = fiveOf(other);
        List<Item> endsWithOther =
            asking.topTen(Stream.concat(first.stream(), second.stream()).toList());
        List<Item> endsWithOne =
            asking.topTen(Stream.concat(second.stream(), first.stream()).toList());
        differing += Persona.titles(endsWithOther).equals(Persona.titles(endsWithOne)) ? 0 : 1;
        compare(Persona.SEVEN.get(one), endsWithOne, endsWithOther, nearer, others);
        compare(Persona.SEVEN.get(other), endsWithOther, endsWithOne, nearer, others);
      }
    }
    int pairs = FIFTH.size() * (FIFTH.size() - 1) / 2;
    int different = differing;
    assertSoftly(softly -> {
      softly.assertThat(different).as("pairs of orders with different lists").isEqualTo(pairs);
      softly.assertThat(nearer).as("not nearer: %s", others).hasSizeGreaterThanOrEqualTo(38);
    });
  }

  /** Notes whether a list that ends with a taste has more films of it than the other order's. */
  private static void compare(
      Persona taste,
      List<Item> latest,
      List<Item> earlier,
      List<String> nearer,
      List<String> others) {
    int more = Persona.count(latest, taste.genres());
    int fewer = Persona.count(earlier, taste.genres());
    (more > fewer ? nearer : others)
        .add("%s %d when it is the latest, else %d".formatted(taste.name(), more, fewer));
  }
}
