/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.phi.token.Tokenizer;
import dev.edgewise.phi.train.TrainingRequest;
import dev.edgewise.profile.Event;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.prompt.RankingPrompt;
import dev.edgewise.recommend.catalogue.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestSamplerTest {
  private static final int PREFIX = 256;
  private static final int BRANCH = 48;
  private static final Instant FROM = Samples.START.plus(Duration.ofDays(20));
  private static final Instant UNTIL = Samples.START.plus(Duration.ofDays(70));

  private final Tokenizer tokenizer = Tokenizer.phi3();
  private final RankingPrompt prompt = new RankingPrompt(tokenizer, PREFIX, BRANCH);
  private final EventHistory history = SmallHistory.history();

  private List<TrainingRequest> requests(EventHistory of, long seed) {
    TimelineReplay replay = new TimelineReplay(of);
    return new RequestSampler(of, prompt, seed).between(replay, FROM, UNTIL, 1);
  }

  private List<String> text(TrainingRequest request) {
    List<String> text = new ArrayList<>();
    text.add(tokenizer.decode(request.prefix()));
    request.branches().forEach(branch -> text.add(tokenizer.decode(branch)));
    text.add(Arrays.toString(request.liked()));
    return text;
  }

  @Test
  void eachHoldsSomeLikedAndSomeOthersWithinTheLimits() {
    List<TrainingRequest> requests = requests(history, 1);
    assertThat(requests).hasSizeGreaterThan(100);
    for (TrainingRequest request : requests) {
      int liked = 0;
      for (boolean one : request.liked()) {
        liked += one ? 1 : 0;
      }
      assertThat(liked).isBetween(1, 3);
      assertThat(request.branches()).hasSameSizeAs(new boolean[request.liked().length]);
      assertThat(request.branches()).hasSizeBetween(2, 16);
      assertThat(request.branches()).allMatch(branch -> branch.length <= BRANCH);
      assertThat(request.prefix()).hasSizeLessThanOrEqualTo(PREFIX);
    }
  }

  /** Each film's title begins with its genre, and every user likes those of one genre. */
  @Test
  void whatIsMarkedLikedIsWhatTheUserLikes() {
    for (TrainingRequest request : requests(history, 1)) {
      Set<String> liked = new HashSet<>();
      for (int i = 0; i < request.liked().length; i++) {
        if (request.liked()[i]) {
          String branch = tokenizer.decode(request.branches().get(i));
          liked.add(branch.replaceFirst("(?s).*Item: (\\w+) .*", "$1"));
        }
      }
      assertThat(liked).hasSize(1);
    }
  }

  @Test
  void theFutureChangesNothing() {
    List<Event> events = new ArrayList<>(history.events());
    events.removeIf(event -> !event.time().isBefore(UNTIL));
    assertThat(events).hasSizeLessThan(history.events().size());
    EventHistory endsThere = new EventHistory(history.catalogue(), history.signals(), events);
    assertThat(requests(endsThere, 1).stream().map(this::text))
        .isEqualTo(requests(history, 1).stream().map(this::text).toList());
  }

  @Test
  void seedsDecide() {
    List<List<String>> one = requests(history, 1).stream().map(this::text).toList();
    assertThat(requests(history, 1).stream().map(this::text).toList()).isEqualTo(one);
    assertThat(requests(history, 2).stream().map(this::text).toList()).isNotEqualTo(one);
  }

  @Test
  void someComeFromAnUnknownUserAndSomeItemsWithFewFacts() {
    String unknown = tokenizer.decode(prompt.prefix(UserContext.unknown("en")));
    List<TrainingRequest> requests = requests(history, 1);
    long ofUnknown = requests.stream().filter(r -> text(r).getFirst().equals(unknown)).count();
    assertThat(ofUnknown).isBetween(1L, requests.size() / 4L);
    int shortest =
        requests.stream()
            .flatMap(r -> r.branches().stream())
            .mapToInt(branch -> branch.length)
            .min()
            .orElseThrow();
    int longest =
        requests.stream()
            .flatMap(r -> r.branches().stream())
            .mapToInt(branch -> branch.length)
            .max()
            .orElseThrow();
    assertThat(longest).isGreaterThan(2 * shortest);
  }

  @Test
  void aWholeMomentHoldsEveryCandidate() {
    TimelineReplay replay = new TimelineReplay(history);
    replay.until(UNTIL, index -> {});
    UserSnapshot snapshot = UserSnapshots.at(replay, history, UNTIL, Instant.MAX, 1, 1).getFirst();
    TrainingRequest whole = new RequestSampler(history, prompt, 1).whole(snapshot);
    assertThat(whole.branches()).hasSameSizeAs(snapshot.candidates());
    for (int i = 0; i < whole.liked().length; i++) {
      assertThat(whole.liked()[i])
          .isEqualTo(snapshot.liked().contains(snapshot.candidates().get(i).id()));
    }
  }
}
