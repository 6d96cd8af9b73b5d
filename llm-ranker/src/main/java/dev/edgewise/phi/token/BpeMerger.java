/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.token;

import java.nio.charset.StandardCharsets;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * SentencePiece BPE (byte pair encoding) of one text. It starts with single characters. Then it
 * repeatedly merges the two neighbours whose joint token has the best score, the leftmost pair of
 * equals, until no pair makes a token. Spans that are still no token become byte tokens.
 *
 * <p>A linked list holds the spans and a priority queue the possible merges. A queued merge is
 * skipped when its spans have changed since. The time grows as n log n with the length of the text.
 */
final class BpeMerger {
  private final Vocabulary vocabulary;
  private final String text;
  private final int[] start;
  private final int[] end;
  private final int[] previous;
  private final int[] next;
  private final PriorityQueue<Merge> queue = new PriorityQueue<>();

  private record Merge(float score, int left, int right, int length) implements Comparable<Merge> {
    @Override
    public int compareTo(Merge other) {
      int byScore = Float.compare(other.score, score);
      return byScore != 0 ? byScore : Integer.compare(left, other.left);
    }
  }

  BpeMerger(Vocabulary vocabulary, String text) {
    this.vocabulary = vocabulary;
    this.text = text;
    int characters = text.codePointCount(0, text.length());
    start = new int[characters];
    end = new int[characters];
    previous = new int[characters];
    next = new int[characters];
    int at = 0;
    for (int i = 0; i < characters; i++) {
      start[i] = at;
      at += Character.charCount(text.codePointAt(at));
      end[i] = at;
      previous[i] = i - 1;
      next[i] = i + 1 < characters ? i + 1 : -1;
    }
  }

  void appendTo(IntStream.Builder ids) {
    for (int i = 0; i + 1 < start.length; i++) {
      offer(i, i + 1);
    }
    for (Merge merge = queue.poll(); merge != null; merge = queue.poll()) {
      apply(merge);
    }
    for (int i = 0; i != -1; i = next[i]) {
      appendSpan(i, ids);
    }
  }

  private void offer(int left, int right) {
    if (left == -1 || right == -1) {
      return;
    }
    int id = vocabulary.normalToken(text.substring(start[left], end[right]));
    if (id != -1) {
      queue.add(new Merge(vocabulary.score(id), left, right, end[right] - start[left]));
    }
  }

  private void apply(Merge merge) {
    int left = merge.left;
    int right = merge.right;
    boolean stale = end[left] == start[left] || next[left] != right;
    if (stale || end[right] - start[left] != merge.length) {
      return;
    }
    end[left] = end[right];
    end[right] = start[right];
    next[left] = next[right];
    if (next[left] != -1) {
      previous[next[left]] = left;
    }
    offer(previous[left], left);
    offer(left, next[left]);
  }

  private void appendSpan(int span, IntStream.Builder ids) {
    String piece = text.substring(start[span], end[span]);
    int id = vocabulary.normalToken(piece);
    if (id != -1) {
      ids.add(id);
      return;
    }
    for (byte value : piece.getBytes(StandardCharsets.UTF_8)) {
      ids.add(vocabulary.byteToken(value));
    }
  }
}
