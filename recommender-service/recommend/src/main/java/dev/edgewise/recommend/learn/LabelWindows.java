/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import dev.edgewise.rank.WorkCancelledException;
import dev.edgewise.rank.feature.ColdItems;
import dev.edgewise.rank.feature.ItemActivity;
import dev.edgewise.rank.feature.ItemContent;
import dev.edgewise.rank.feature.RankingContext;
import dev.edgewise.rank.feature.Recency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Past moments at which it is known what users chose next. A moment's context is learnt from the
 * events before it only. Usual moments are the starts of the last four weeks. Where few users come
 * back in these, the windows are longer, up to half of the time that is known. The moment before
 * each user's last choice is used only if less than four weeks are known: its context knows what
 * others chose later, so a ranker would rely too much on what is popular.
 */
final class LabelWindows {
  private static final int WINDOWS = 4;
  private static final Duration SHORTEST = Duration.ofDays(7);
  private static final int MOST_USERS = 2_000;

  /** With fewer users than this, longer windows are tried. */
  private static final int FEWEST_USERS = 270;

  private final Interactions all;
  private final ItemContent content;
  private final Set<Part> without;
  private final @Nullable SequenceLearning sequences;
  private final Consumer<String> progress;

  private LabelWindows(
      Interactions all,
      ItemContent content,
      Set<Part> without,
      @Nullable SequenceLearning sequences,
      Consumer<String> progress) {
    this.all = all;
    this.content = content;
    this.without = without;
    this.sequences = sequences;
    this.progress = progress;
  }

  /** The users of the last windows who were there before. */
  static List<Labelled> of(
      Interactions all,
      ItemContent content,
      Set<Part> without,
      @Nullable SequenceLearning sequences,
      Consumer<String> progress) {
    LabelWindows windows = new LabelWindows(all, content, without, sequences, progress);
    long known = all.latest() - all.earliest();
    if (known < WINDOWS * SHORTEST.toSeconds()) {
      return windows.lastChoices();
    }
    long length = SHORTEST.toSeconds();
    while (windows.users(length) < FEWEST_USERS && 2 * WINDOWS * length <= known / 2) {
      length *= 2;
    }
    return windows.of(length);
  }

  private long users(long length) {
    long users = 0;
    for (int i = 0; i < WINDOWS; i++) {
      long start = start(i, length);
      users += Math.min(MOST_USERS, targets(start, start + length).size());
    }
    return users;
  }

  /** The start of a window, of which the first is the latest. */
  private long start(int window, long length) {
    return all.latest() + 1 - (window + 1) * length;
  }

  private List<Labelled> of(long length) {
    List<Labelled> users = new ArrayList<>();
    for (int i = WINDOWS - 1; i >= 0; i--) { // the sequential model goes on from window to window
      progress.accept("learning from window " + (WINDOWS - i) + " of " + WINDOWS);
      users.addAll(window(start(i, length), length, i));
    }
    return users;
  }

  /** The users with their last choices. */
  static List<Labelled> lastChoices(
      Interactions all,
      ItemContent content,
      Set<Part> without,
      @Nullable SequenceLearning sequences,
      Consumer<String> progress) {
    return new LabelWindows(all, content, without, sequences, progress).lastChoices();
  }

  /** The context as it is after the given interactions. */
  static RankingContext context(
      Interactions interactions, ItemContent content, Set<Part> without, long now) {
    WorkCancelledException.check();
    ItemActivity activity = interactions.activity(now);
    int size = interactions.items();
    return new RankingContext(
        size,
        content,
        activity,
        MatrixLearning.learn(interactions),
        Recency.STANDARD,
        RankingContext.shares(content, activity, size),
        without.contains(Part.COLD) ? ColdItems.NONE : ColdItems.of(content, activity, size),
        null);
  }

  private RankingContext inSequence(RankingContext context, Interactions before) {
    return sequences == null ? context : context.with(sequences.after(before));
  }

  private List<Labelled> window(long start, long length, long seed) {
    Map<Integer, Set<Integer>> targets = targets(start, start + length);
    if (targets.isEmpty()) {
      return List.of();
    }
    Interactions before = all.before(start);
    RankingContext context = inSequence(context(before, content, without, start), before);
    List<Map.Entry<Integer, Set<Integer>>> users = new ArrayList<>(targets.entrySet());
    Collections.shuffle(users, new Random(seed));
    return users.stream()
        .limit(MOST_USERS)
        .map(user -> new Labelled(context, before.history(user.getKey()), user.getValue()))
        .toList();
  }

  /** What the users who were there before chose in a window. */
  private Map<Integer, Set<Integer>> targets(long start, long end) {
    Map<Integer, Set<Integer>> targets = new LinkedHashMap<>();
    for (int user = 0; user < all.users(); user++) {
      Set<Integer> own = targets(user, start, end);
      if (!own.isEmpty() && hasBefore(user, start)) {
        targets.put(user, own);
      }
    }
    return targets;
  }

  private boolean hasBefore(int user, long start) {
    return IntStream.range(all.start(user), all.start(user + 1))
        .anyMatch(i -> all.second(i) < start && all.chosen(i));
  }

  private Set<Integer> targets(int user, long start, long end) {
    return IntStream.range(all.start(user), all.start(user + 1))
        .filter(i -> all.second(i) >= start && all.second(i) < end && all.chosen(i))
        .mapToObj(all::item)
        .collect(Collectors.toSet());
  }

  /** Each user's last choice, with a context that lacks all last choices. */
  private List<Labelled> lastChoices() {
    progress.accept("learning without the last choices");
    Interactions before = all.withoutLast(1);
    RankingContext context = inSequence(context(before, content, without, all.latest()), before);
    List<Labelled> users = new ArrayList<>();
    for (int user = 0; user < all.users(); user++) {
      int[] choices = choices(user);
      if (choices.length >= 2) {
        Set<Integer> last = Set.of(choices[choices.length - 1]);
        users.add(new Labelled(context, before.history(user), last));
      }
    }
    Collections.shuffle(users, new Random(0));
    return users.subList(0, Math.min(WINDOWS * MOST_USERS, users.size()));
  }

  private int[] choices(int user) {
    return IntStream.range(all.start(user), all.start(user + 1))
        .filter(all::chosen)
        .map(all::item)
        .toArray();
  }
}
