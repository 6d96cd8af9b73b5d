/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import dev.edgewise.phi.train.TrainingRequest;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.prompt.RankingPrompt;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes training requests from historical events. A request shows the state just before a user
 * liked an item that the first stage would have found. It holds this item, the next liked ones, and
 * other candidates of the first stage, drawn evenly, because the service makes the same choice. The
 * first stage's score is each candidate's offset, so the model learns only what the score misses.
 *
 * <p>Some requests lack facts at random, because evidence for reasons asks about an item with a
 * single fact. Some are for an unknown user, whose answers are the prior. Some have noise facts.
 */
final class RequestSampler {
  static final int CANDIDATES = 100;
  private static final int BRANCHES = 16;
  private static final int LIKED = 3;
  private static final Duration SOON = Duration.ofDays(7);
  private static final double UNKNOWN_USER = 0.08;
  private static final double DROP_FACTS = 0.3;
  private static final double SINGLE_FACT = 0.4;

  private final EventHistory history;
  private final RankingPrompt prompt;
  private final Random random;
  private final NoiseFacts noise;

  RequestSampler(EventHistory history, RankingPrompt prompt, long seed) {
    this.history = history;
    this.prompt = prompt;
    this.random = new Random(seed);
    List<String> titles = history.catalogue().all().stream().map(Item::title).sorted().toList();
    this.noise = new NoiseFacts(titles, prompt.tokenizer(), random);
  }

  /** Requests from a share of the likes in a time span; later likes have no influence. */
  List<TrainingRequest> between(TimelineReplay replay, Instant from, Instant until, double share) {
    Map<String, List<Integer>> likes = likesByUser(until);
    List<TrainingRequest> requests = new ArrayList<>();
    replay.until(from, index -> {});
    replay.until(
        until,
        index -> {
          Event event = event(index);
          if (history.liked(event) && random.nextDouble() < share) {
            Profile profile = replay.profile(event.user());
            if (profile.known() && !profile.seen().contains(event.item())) {
              List<Integer> own = likes.getOrDefault(event.user(), List.of());
              request(replay, profile, index, own).ifPresent(requests::add);
            }
          }
        });
    return requests;
  }

  private Map<String, List<Integer>> likesByUser(Instant until) {
    return IntStream.range(0, history.events().size())
        .filter(i -> history.liked(event(i)) && event(i).time().isBefore(until))
        .boxed()
        .collect(Collectors.groupingBy(i -> event(i).user()));
  }

  private Event event(int index) {
    return history.events().get(index);
  }

  /** Empty when the first stage finds no liked item, since there is nothing to choose then. */
  private Optional<TrainingRequest> request(
      TimelineReplay replay, Profile profile, int index, List<Integer> likes) {
    Map<String, Double> scores = replay.candidates().scores(profile, CANDIDATES);
    Set<String> liked = soonLiked(index, likes);
    liked.retainAll(scores.keySet());
    if (liked.isEmpty()) {
      return Optional.empty();
    }
    List<String> others = new ArrayList<>(scores.keySet());
    others.removeAll(likes.stream().map(i -> event(i).item()).collect(Collectors.toSet()));
    Collections.shuffle(others, random);
    Profile known = random.nextDouble() < UNKNOWN_USER ? Profile.empty(profile.user()) : profile;
    List<String> items =
        Stream.concat(liked.stream().limit(LIKED), others.stream())
            .limit(BRANCHES)
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.shuffle(items, random);
    List<Candidate> candidates = candidates(replay, known, items, scores);
    UserContext user = noise.among(UserContext.of(known, history.catalogue()::titleOf));
    return Optional.of(request(user, candidates, liked));
  }

  private Set<String> soonLiked(int index, List<Integer> likes) {
    Instant latest = event(index).time().plus(SOON);
    return likes.stream()
        .filter(i -> i >= index && event(i).time().isBefore(latest))
        .map(i -> event(i).item())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private List<Candidate> candidates(
      TimelineReplay replay, Profile profile, List<String> items, Map<String, Double> scores) {
    Catalogue catalogue = history.catalogue();
    Candidates.Description description = replay.candidates().descriptions(profile);
    boolean drop = random.nextDouble() < DROP_FACTS;
    List<Candidate> candidates = new ArrayList<>();
    for (String id : items) {
      Candidate whole =
          description.of(catalogue.find(id).orElseThrow(), scores.getOrDefault(id, 1.0));
      candidates.add(drop ? fewerFacts(whole) : whole);
    }
    return candidates;
  }

  private Candidate fewerFacts(Candidate whole) {
    List<Fact> kept = new ArrayList<>(whole.facts());
    if (random.nextDouble() < SINGLE_FACT) {
      Collections.shuffle(kept, random);
      kept = kept.subList(0, Math.min(random.nextInt(2), kept.size()));
    } else {
      kept.removeIf(fact -> random.nextBoolean());
    }
    return new Candidate(whole.id(), whole.title(), kept, whole.firstStageScore());
  }

  /** A request with all candidates and facts of a snapshot, for validation. */
  TrainingRequest whole(UserSnapshot snapshot) {
    return request(snapshot.user(), snapshot.candidates(), snapshot.liked());
  }

  private TrainingRequest request(UserContext user, List<Candidate> candidates, Set<String> likes) {
    boolean[] liked = new boolean[candidates.size()];
    float[] offsets = new float[candidates.size()];
    for (int i = 0; i < liked.length; i++) {
      liked[i] = likes.contains(candidates.get(i).id());
      offsets[i] = (float) Math.log(candidates.get(i).firstStageScore());
    }
    List<int[]> branches = candidates.stream().map(prompt::branch).toList();
    return new TrainingRequest(prompt.prefix(user), branches, liked, offsets);
  }
}
