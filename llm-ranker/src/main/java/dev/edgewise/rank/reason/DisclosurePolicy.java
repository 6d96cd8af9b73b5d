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
 * Decides which facts a reason may name. It refuses facts about sensitive attributes, except those
 * that the configuration allows, and facts whose text looks like an instruction to the model.
 * Immutable and thread-safe.
 */
public final class DisclosurePolicy {
  /** Allows no sensitive attribute. */
  public static final DisclosurePolicy STRICT = new DisclosurePolicy(Set.of());

  /** Attributes that the law or good taste protects, as catalogues and profiles name them. */
  public static final Set<String> SENSITIVE =
      Set.of(
          ("gender sex sexuality orientation religion faith ethnicity race nationality origin age"
                  + " health disability disease pregnancy politics party union income marital"
                  + " caste colour color")
              .split(" ", -1));

  private static final Pattern INSTRUCTION =
      Pattern.compile(
          "<\\||\\|>|<<|>>|\\[/?INST|"
              + String.join("|", Language.english().words("signs.instruction")),
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** Control characters, and characters that change the order in which a text is shown. */
  private static final Pattern HIDING =
      Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F\\u202A-\\u202E\\u2066-\\u2069]");

  // Real names and their words are shorter.
  private static final int MAX_NAME = 200;
  private static final Pattern LONG_WORD = Pattern.compile("\\S{41}");

  private static final Verdicts NAMES = new Verdicts(DisclosurePolicy::isName);

  private final Set<String> allowed;
  private final Verdicts subjects = new Verdicts(this::mayBeNamed);

  /**
   * Creates a policy.
   *
   * @param allowed names of sensitive attributes that reasons may name, for example {@code age}
   */
  public DisclosurePolicy(Set<String> allowed) {
    this.allowed = Set.copyOf(allowed);
  }

  /** Whether a reason may name the fact. */
  boolean allows(Fact fact) {
    return subjects.of(fact.subject()) && names(fact.text());
  }

  private boolean mayBeNamed(String subject) {
    String attribute = subject.substring(0, Math.max(0, subject.indexOf(':')));
    Set<String> parts =
        new HashSet<>(List.of(attribute.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1)));
    parts.retainAll(SENSITIVE);
    parts.removeAll(allowed);
    // A reason never names an item's id. The word before a colon is an attribute, not a speaker.
    boolean item = attribute.equals("item");
    return parts.isEmpty() && (item || !instructs(subject.replaceFirst(":", " ")));
  }

  /** Whether a text can be a name: no longer than names are, and not an instruction. */
  static boolean names(String text) {
    return NAMES.of(text);
  }

  private static boolean isName(String text) {
    String seen = PlainText.clean(text, MAX_NAME + 1);
    return seen.codePointCount(0, seen.length()) <= MAX_NAME
        && !LONG_WORD.matcher(seen).find()
        && !instructs(text);
  }

  /**
   * Whether a text looks like an instruction to a model. This checks the visible text, with
   * compatibility characters such as full-width letters replaced by plain ones (NFKC).
   */
  static boolean instructs(String text) {
    String seen = PlainText.clean(text, text.length());
    return HIDING.matcher(text).find()
        || INSTRUCTION.matcher(Normalizer.normalize(seen, Normalizer.Form.NFKC)).find();
  }
}
