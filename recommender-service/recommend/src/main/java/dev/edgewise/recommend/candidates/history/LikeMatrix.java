/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.history;

import java.util.Arrays;

/**
 * Who likes what at one moment: a sparse matrix of users by items, each like with its time, to
 * learn from while events go on. Immutable.
 */
public final class LikeMatrix {
  private final int[] starts;
  private final int[] items;
  private final long[] seconds;
  private final int[] counts;

  private LikeMatrix(int[] starts, int[] items, long[] seconds, int[] counts) {
    this.starts = starts;
    this.items = items;
    this.seconds = seconds;
    this.counts = counts;
  }

  /** Collects the likes of one user after another. */
  static final class Builder {
    private int[] starts = new int[1024];
    private int[] items = new int[1 << 14];
    private long[] seconds = new long[1 << 14];
    private final int[] counts;
    private int users;
    private int size;

    /** Of so many items. */
    Builder(int items) {
      this.counts = new int[items];
    }

    void add(History history) {
      if (users + 2 > starts.length) {
        starts = Arrays.copyOf(starts, 2 * starts.length);
      }
      for (int i = 0; i < history.size(); i++) {
        if (history.liked(i)) {
          like(history.item(i), history.time(i));
        }
      }
      starts[++users] = size;
    }

    private void like(int item, long time) {
      if (size == items.length) {
        items = Arrays.copyOf(items, 2 * size);
        seconds = Arrays.copyOf(seconds, 2 * size);
      }
      items[size] = item;
      seconds[size++] = time;
      counts[item]++;
    }

    LikeMatrix build() {
      return new LikeMatrix(
          Arrays.copyOf(starts, users + 1),
          Arrays.copyOf(items, size),
          Arrays.copyOf(seconds, size),
          counts);
    }
  }

  public int users() {
    return starts.length - 1;
  }

  /** How many items have numbers. */
  public int items() {
    return counts.length;
  }

  /** Where the likes of a user begin; they end where those of the next one begin. */
  public int start(int user) {
    return starts[user];
  }

  /** The item of a like. */
  public int item(int like) {
    return items[like];
  }

  /** When it was, in seconds since 1970. */
  public long time(int like) {
    return seconds[like];
  }

  /** How many users like an item. */
  public int count(int item) {
    return counts[item];
  }

  /** By item the users who like it: {@code byItem[firsts[i]]} up to that of the next item. */
  @SuppressWarnings("ArrayRecordComponent")
  public // as large as the matrix, and nobody compares it
  record Transposed(int[] firsts, int[] likes, int[] users) {}

  /** The same by items. */
  public Transposed transposed() {
    int[] firsts = new int[counts.length + 1];
    for (int i = 0; i < counts.length; i++) {
      firsts[i + 1] = firsts[i] + counts[i];
    }
    int[] next = firsts.clone();
    int[] likes = new int[items.length];
    int[] users = new int[items.length];
    for (int user = 0; user < users(); user++) {
      for (int like = starts[user]; like < starts[user + 1]; like++) {
        int place = next[items[like]]++;
        likes[place] = like;
        users[place] = user;
      }
    }
    return new Transposed(firsts, likes, users);
  }
}
