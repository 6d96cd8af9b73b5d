/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.rank.Fact;
import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.prompt.PlainText;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which facts may be named to the user at all: none about sensitive attributes unless they are
 * allowed, and none whose text reads like an instruction to the model. Immutable and thread-safe.
 */
public final class DisclosurePolicy {
  /** Nothing sensitive is named. */
  public static final DisclosurePolicy STRICT = new DisclosurePolicy(Set.of());

  /** What the law or good taste protects, as catalogues and profiles call it. */
  private static final Set<String> SENSITIVE =
      Set.of(
          "gender",
          "sex",
          "sexuality",
          "orientation",
          "religion",
          "faith",
          "ethnicity",
          "race",
          "nationality",
          "origin",
          "age",
          "health",
          "disability",
          "disease",
          "pregnancy",
          "politics",
          "party",
          "union",
          "income",
          "marital",
          "caste",
          "colour",
          "color");

  private static final Pattern INSTRUCTION = instruction();

  /** Control characters, and those that show a text in another order than it is read. */
  private static final Pattern HIDING =
      Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F\\u202A-\\u202E\\u2066-\\u2069]");

  /** No name is so long, and no word of one. */
  private static final int LONGEST = 200;

  private static final Pattern LONG_WORD = Pattern.compile("\\S{41}");

  private final Set<String> allowed;

  /**
   * What may be named beside the harmless.
   *
   * @param allowed names of sensitive attributes, for example {@code age}
   */
  public DisclosurePolicy(Set<String> allowed) {
    this.allowed = Set.copyOf(allowed);
  }

  /** The names of all attributes that are taken as sensitive. */
  public static Set<String> sensitive() {
    return SENSITIVE;
  }

  private static Pattern instruction() {
    List<String> signs = Language.english().words("signs.instruction");
    return Pattern.compile(
        "<\\||\\|>|<<|>>|\\[/?INST|" + String.join("|", signs),
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /** Whether a fact may be named. */
  boolean allows(Fact fact) {
    String subject = fact.subject();
    String attribute = subject.substring(0, Math.max(0, subject.indexOf(':')));
    Set<String> parts =
        new HashSet<>(List.of(attribute.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1)));
    parts.retainAll(SENSITIVE);
    parts.removeAll(allowed);
    // an item's id is never said, and what stands before a colon is an attribute, not a speaker
    boolean item = attribute.equals("item");
    return parts.isEmpty()
        && (item || !instructs(subject.replaceFirst(":", " ")))
        && names(fact.text());
  }

  /** Whether a text could be a name: not an instruction, and no longer than names are. */
  static boolean names(String text) {
    String seen = PlainText.clean(text, LONGEST + 1);
    return seen.codePointCount(0, seen.length()) <= LONGEST
        && !LONG_WORD.matcher(seen).find()
        && !instructs(text);
  }

  /**
   * Whether a text reads like an instruction to a model: as it would be seen, look-alikes of plain
   * letters taken for what they look like.
   */
  static boolean instructs(String text) {
    String seen = PlainText.clean(text, text.length());
    return HIDING.matcher(text).find()
        || INSTRUCTION.matcher(Normalizer.normalize(seen, Normalizer.Form.NFKC)).find();
  }
}
