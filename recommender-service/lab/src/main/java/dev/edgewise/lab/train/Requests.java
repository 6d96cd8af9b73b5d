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
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Makes requests to learn from out of the past: at the moment before a user liked something that
 * the first stage would have brought, that and the next things liked stand among others of the
 * first stage's, drawn evenly, so that what is learnt is the choice that serving asks for. The
 * first stage's score is each candidate's offset: the model learns what that doesn't say. Facts are
 * dropped at random, so that an item with a single fact, which evidence for reasons is asked by, is
 * nothing new to the model; and so is an unknown user, whose answers are the prior. Facts that say
 * nothing stand among those of some users.
 */
final class Requests {
  static final int CANDIDATES = 100;
  private static final int BRANCHES = 16;
  private static final int LIKED = 3;
  private static final Duration SOON = Duration.ofDays(7);
  private static final double UNKNOWN_USER = 0.08;
  private static final double DROP_FACTS = 0.3;
  private static final double SINGLE_FACT = 0.4;

  private final Past past;
  private final RankingPrompt prompt;
  private final Random random;
  private final NoiseFacts noise;

  Requests(Past past, RankingPrompt prompt, long seed) {
    this.past = past;
    this.prompt = prompt;
    this.random = new Random(seed);
    List<String> titles = past.catalogue().all().stream().map(Item::title).sorted().toList();
    this.noise = new NoiseFacts(titles, prompt.tokenizer(), random);
  }

  /** Requests from the likes within a span, their consequences looked at only until its end. */
  List<TrainingRequest> between(Replay replay, Instant from, Instant until, double share) {
    Map<String, List<Integer>> likes = likesByUser(until);
    List<TrainingRequest> requests = new ArrayList<>();
    replay.until(from, index -> {});
    replay.until(
        until,
        index -> {
          Event event = past.events().get(index);
          if (past.liked(event) && random.nextDouble() < share) {
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
    Map<String, List<Integer>> likes = new HashMap<>();
    for (int i = 0; i < past.events().size(); i++) {
      Event event = past.events().get(i);
      if (past.liked(event) && event.time().isBefore(until)) {
        likes.computeIfAbsent(event.user(), user -> new ArrayList<>()).add(i);
      }
    }
    return likes;
  }

  /** Nothing when the first stage wouldn't have brought what was liked: then there is no choice. */
  private Optional<TrainingRequest> request(
      Replay replay, Profile profile, int index, List<Integer> likes) {
    Map<String, Double> scores = replay.candidates().scores(profile, CANDIDATES);
    Set<String> found = scores.keySet();
    Set<String> liked = soonLiked(index, likes);
    liked.retainAll(found);
    if (liked.isEmpty()) {
      return Optional.empty();
    }
    Set<String> everLiked = new HashSet<>();
    likes.forEach(i -> everLiked.add(past.events().get(i).item()));
    List<String> others = new ArrayList<>(found);
    others.removeAll(everLiked);
    Collections.shuffle(others, random);
    Map<String, Boolean> items = new LinkedHashMap<>();
    liked.stream().limit(LIKED).forEach(item -> items.put(item, true));
    others.stream().limit(BRANCHES - items.size()).forEach(item -> items.put(item, false));
    Profile known = random.nextDouble() < UNKNOWN_USER ? Profile.empty(profile.user()) : profile;
    return Optional.of(tokens(replay, known, items, scores));
  }

  private Set<String> soonLiked(int index, List<Integer> likes) {
    Instant latest = past.events().get(index).time().plus(SOON);
    Set<String> liked = new LinkedHashSet<>();
    for (int i : likes) {
      Event event = past.events().get(i);
      if (i >= index && event.time().isBefore(latest)) {
        liked.add(event.item());
      }
    }
    return liked;
  }

  private TrainingRequest tokens(
      Replay replay, Profile profile, Map<String, Boolean> items, Map<String, Double> scores) {
    Catalogue catalogue = past.catalogue();
    List<int[]> branches = new ArrayList<>();
    List<Map.Entry<String, Boolean>> order = new ArrayList<>(items.entrySet());
    Collections.shuffle(order, random);
    boolean drop = random.nextDouble() < DROP_FACTS;
    boolean[] liked = new boolean[order.size()];
    float[] offsets = new float[order.size()];
    Candidates.Description description = replay.candidates().descriptions(profile);
    for (Map.Entry<String, Boolean> entry : order) {
      Item item = catalogue.find(entry.getKey()).orElseThrow();
      Candidate candidate = description.of(item, 1);
      liked[branches.size()] = entry.getValue();
      offsets[branches.size()] = (float) Math.log(scores.getOrDefault(entry.getKey(), 1.0));
      branches.add(prompt.branch(drop ? fewerFacts(candidate) : candidate));
    }
    UserContext user = noise.among(UserContext.of(profile, catalogue::titleOf));
    return new TrainingRequest(prompt.prefix(user), branches, liked, offsets);
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

  /** A whole moment as a request, nothing dropped: what validation measures. */
  TrainingRequest whole(Moment moment) {
    List<int[]> branches = new ArrayList<>();
    boolean[] liked = new boolean[moment.candidates().size()];
    float[] offsets = new float[moment.candidates().size()];
    for (Candidate candidate : moment.candidates()) {
      offsets[branches.size()] = (float) Math.log(candidate.firstStageScore());
      liked[branches.size()] = moment.liked().contains(candidate.id());
      branches.add(prompt.branch(candidate));
    }
    return new TrainingRequest(prompt.prefix(moment.user()), branches, liked, offsets);
  }
}
