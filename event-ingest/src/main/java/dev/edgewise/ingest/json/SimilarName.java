/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the known name that is spelt most like a wrong one. */
public final class SimilarName {
  private static final int LONGEST = 40;
  private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]");

  private SimilarName() {}

  /**
   * The most similar known name; empty when none is near. Case and separators don't count. Among
   * equally near names, the one with the longest common beginning is taken: first letters are
   * rarely wrong.
   */
  public static Optional<String> of(String wrong, Collection<String> known) {
    String name = folded(wrong);
    if (name.isEmpty() || name.length() > LONGEST) {
      return Optional.empty();
    }
    return known.stream()
        .filter(one -> distance(name, folded(one)) <= Math.max(1, one.length() / 3))
        .min(
            Comparator.comparingInt((String one) -> distance(name, folded(one)))
                .thenComparingInt(one -> -commonBeginning(name, folded(one))));
  }

  private static int commonBeginning(String one, String other) {
    int length = Math.min(one.length(), other.length());
    int same = 0;
    while (same < length && one.charAt(same) == other.charAt(same)) {
      same++;
    }
    return same;
  }

  /**
   * The known name that a text must mean though it is another: it has the same letters and digits,
   * or one more, less or other.
   */
  public static Optional<String> misspelt(String text, Collection<String> known) {
    if (known.contains(text)) {
      return Optional.empty();
    }
    String name = folded(text);
    return known.stream()
        .filter(one -> Math.abs(one.length() - name.length()) <= 1)
        .filter(one -> distance(name, folded(one)) <= 1)
        .findFirst();
  }

  /** The end of a sentence about a name that isn't known: the nearest one, or all. */
  public static String hint(String wrong, Collection<String> known) {
    return of(wrong, known)
        .map(near -> "did you mean " + near + "?")
        .orElseGet(() -> known.isEmpty() ? "nothing is" : "known are " + String.join(", ", known));
  }

  /** A name in lower case, without separators. */
  public static String folded(String name) {
    return SEPARATORS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
  }

  /**
   * The least number of characters to insert, delete, replace or swap with their neighbour
   * (Boytsov, Indexing methods for approximate dictionary searching, ACM JEA 2011, section 2).
   */
  public static int distance(String one, String other) {
    int[][] cost = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, one, other, i, j);
      }
    }
    return cost[one.length()][other.length()];
  }

  private static int step(int[][] cost, String one, String other, int i, int j) {
    int replaced = cost[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1);
    return swapped ? Math.min(least, 1 + cost[i - 2][j - 2]) : least;
  }
}
