/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The first words of a title that another title has, too, if they are enough to name a thing:
 * "Jumbo bag" of two bags, "Saw" of two parts. Common words at the end, as in "white finish", often
 * name no thing.
 */
final class TitlePhrase {
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern EDGES = Pattern.compile("^[\\p{P}\\p{S}]+|[\\p{P}\\p{S}]+$");
  private static final Pattern PART =
      Pattern.compile(
          "^(.*?\\p{L})[:,]?(?: part)? (?:[1-9]|1[0-2]|i{1,3}|iv|vi{0,3}|ix|xi{0,2})(?:: .*)?$",
          Pattern.CASE_INSENSITIVE);
  private static final int LEAST_LETTERS = 7;

  /** Words that name nothing. */
  private static final Set<String> EMPTY =
      Set.of("the", "a", "an", "of", "and", "in", "to", "for", "with", "on", "set", "pack", "part");

  private TitlePhrase() {}

  /** Returns the longest such beginning of the second title; empty if there is none. */
  static String of(String one, String other) {
    String series = series(other);
    List<String> words = words(series.toLowerCase(Locale.ROOT));
    boolean parts =
        series.equalsIgnoreCase(series(one))
            && !one.equalsIgnoreCase(other)
            && words.stream().skip(Math.max(0, words.size() - 1)).noneMatch(EMPTY::contains);
    return parts ? series : beginning(one, other);
  }

  /** A title without the number of a part: "Saw" of "Saw III", which is short for a name. */
  private static String series(String title) {
    return PART.matcher(title.trim()).replaceFirst("$1");
  }

  private static String beginning(String one, String other) {
    List<String> from = words(one.toLowerCase(Locale.ROOT));
    List<String> written = words(other);
    List<String> to = words(other.toLowerCase(Locale.ROOT));
    String best = "";
    for (int end = 2; end <= to.size(); end++) {
      List<String> begin = to.subList(0, end);
      boolean whole = begin.equals(from) || end == to.size();
      if (names(begin, whole) && Collections.indexOfSubList(from, begin) >= 0) {
        best = String.join(" ", written.subList(0, end));
      }
    }
    return best;
  }

  private static List<String> words(String title) {
    return Arrays.stream(SPACES.split(title.trim(), -1))
        .map(word -> EDGES.matcher(word).replaceAll(""))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toList());
  }

  /**
   * Whether words end with one that names something, and have enough letters. One word alone, as in
   * "The Wandering House", names something only if it is all of a title.
   */
  private static boolean names(List<String> words, boolean whole) {
    List<String> telling =
        words.stream().filter(word -> !EMPTY.contains(word)).collect(Collectors.toList());
    long letters = telling.stream().flatMapToInt(String::chars).filter(Character::isLetter).count();
    return letters >= LEAST_LETTERS
        && (whole || telling.size() > 1)
        && !EMPTY.contains(words.get(words.size() - 1));
  }
}
