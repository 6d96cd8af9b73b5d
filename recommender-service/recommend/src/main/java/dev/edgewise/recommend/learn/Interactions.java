/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import dev.edgewise.rank.feature.ItemActivity;
import dev.edgewise.rank.feature.UserHistory;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * A snapshot of all users' histories: each user's distinct items in the order of the first event
 * with each. Immutable, so that learning can read it while new events are recorded.
 */
public final class Interactions {
  private final int itemCount;
  private final int[] starts;
  private final int[] items;
  private final long[] seconds;
  private final float[] opinions;
  private final float[] interests;

  private Interactions(
      int itemCount,
      int[] starts,
      int[] items,
      long[] seconds,
      float[] opinions,
      float[] interests) {
    this.itemCount = itemCount;
    this.starts = starts;
    this.items = items;
    this.seconds = seconds;
    this.opinions = opinions;
    this.interests = interests;
  }

  /** Collects the histories, one user after the other. Not thread-safe. */
  public static final class Builder {
    private int[] starts = new int[16];
    private int[] items = new int[64];
    private long[] seconds = new long[64];
    private float[] opinions = new float[64];
    private float[] interests = new float[64];
    private int users;
    private int size;

    /** Adds an item to the present user's history. */
    public void add(int item, long second, double opinion, double interest) {
      if (size == items.length) {
        items = Arrays.copyOf(items, 2 * size);
        seconds = Arrays.copyOf(seconds, 2 * size);
        opinions = Arrays.copyOf(opinions, 2 * size);
        interests = Arrays.copyOf(interests, 2 * size);
      }
      items[size] = item;
      seconds[size] = second;
      opinions[size] = (float) opinion;
      interests[size] = (float) interest;
      size++;
    }

    /** Ends the present user's history. */
    public void endUser() {
      users++;
      if (users == starts.length) {
        starts = Arrays.copyOf(starts, 2 * users);
      }
      starts[users] = size;
    }

    /** The snapshot; {@code itemCount} is the number of numbered items. */
    public Interactions build(int itemCount) {
      return new Interactions(
          itemCount,
          Arrays.copyOf(starts, users + 1),
          Arrays.copyOf(items, size),
          Arrays.copyOf(seconds, size),
          Arrays.copyOf(opinions, size),
          Arrays.copyOf(interests, size));
    }
  }

  public int users() {
    return starts.length - 1;
  }

  /** The number of interactions. */
  public int size() {
    return items.length;
  }

  /** The number of numbered items. */
  public int items() {
    return itemCount;
  }

  /** The index of a user's first interaction; the user's interactions end where the next start. */
  public int start(int user) {
    return starts[user];
  }

  public int item(int index) {
    return items[index];
  }

  /** The time of the first event with the item, in seconds since 1970. */
  public long second(int index) {
    return seconds[index];
  }

  /** Whether the user chose the item, rather than disliked it. */
  public boolean chosen(int index) {
    return interests[index] > 0;
  }

  /** The interactions before a time. */
  public Interactions before(long second) {
    return part(index -> seconds[index] < second);
  }

  /** The interactions without each user's last {@code most} chosen items. */
  public Interactions withoutLast(int most) {
    boolean[] left = new boolean[items.length];
    for (int user = 0; user < users(); user++) {
      int toDrop = most;
      for (int i = starts[user + 1] - 1; i >= starts[user]; i--) {
        left[i] = !(toDrop > 0 && chosen(i));
        toDrop -= left[i] ? 0 : 1;
      }
    }
    return part(index -> left[index]);
  }

  private Interactions part(IntPredicate kept) {
    Builder part = new Builder();
    for (int user = 0; user < users(); user++) {
      for (int i = starts[user]; i < starts[user + 1]; i++) {
        if (kept.test(i)) {
          part.add(items[i], seconds[i], opinions[i], interests[i]);
        }
      }
      part.endUser();
    }
    return part.build(itemCount);
  }

  /** The history of a user in the form that features need. */
  public UserHistory history(int user) {
    int from = starts[user];
    int to = starts[user + 1];
    return new UserHistory(
        Arrays.copyOfRange(items, from, to),
        Arrays.copyOfRange(opinions, from, to),
        Arrays.copyOfRange(interests, from, to),
        Arrays.copyOfRange(seconds, from, to),
        new int[0],
        new int[0]);
  }

  /** What users did with each item; {@code now} is the present for it, in seconds since 1970. */
  public ItemActivity activity(long now) {
    ItemActivity activity = new ItemActivity();
    for (int i = 0; i < items.length; i++) {
      if (chosen(i)) {
        activity.record(items[i], seconds[i]);
      }
      if (opinions[i] != 0) {
        activity.judge(items[i], opinions[i], Double.NaN);
      }
    }
    activity.see(now);
    return activity;
  }

  /** The time of the latest interaction, in seconds since 1970; 0 without any. */
  public long latest() {
    return Arrays.stream(seconds).max().orElse(0);
  }

  /** The time of the earliest interaction, in seconds since 1970; 0 without any. */
  public long earliest() {
    return Arrays.stream(seconds).min().orElse(0);
  }
}
