/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.history;

import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A snapshot of all likes: a sparse matrix of users by items, with the time of each like. Sources
 * learn from it while new events are recorded. Immutable.
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

  /** Collects the likes of users, one user at a time. */
  static final class Builder {
    private final IntStream.Builder starts = IntStream.builder().add(0);
    private final IntStream.Builder items = IntStream.builder();
    private final LongStream.Builder seconds = LongStream.builder();
    private final int[] counts;
    private int size;

    Builder(int items) {
      this.counts = new int[items];
    }

    void add(History history) {
      for (int i = 0; i < history.size(); i++) {
        if (history.liked(i)) {
          items.add(history.item(i));
          seconds.add(history.time(i));
          counts[history.item(i)]++;
          size++;
        }
      }
      starts.add(size);
    }

    LikeMatrix build() {
      return new LikeMatrix(
          starts.build().toArray(), items.build().toArray(), seconds.build().toArray(), counts);
    }
  }

  public int users() {
    return starts.length - 1;
  }

  /** The number of numbered items. */
  public int items() {
    return counts.length;
  }

  /** The index of a user's first like; the user's likes end where those of the next user start. */
  public int start(int user) {
    return starts[user];
  }

  public int item(int like) {
    return items[like];
  }

  /** The time of a like, in seconds since 1970. */
  public long time(int like) {
    return seconds[like];
  }

  /** How many users like an item. */
  public int count(int item) {
    return counts[item];
  }

  /**
   * The likes by item: entries {@code firsts[i]} to {@code firsts[i + 1]} belong to item {@code i}.
   *
   * @param likes index of the like of each entry
   * @param users user of each entry
   */
  // as large as the matrix and never compared
  @SuppressWarnings("ArrayRecordComponent")
  public record Transposed(int[] firsts, int[] likes, int[] users) {}

  /** The same likes by item. */
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
