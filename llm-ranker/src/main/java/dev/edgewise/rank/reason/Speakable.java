/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.rank.Fact;
import dev.edgewise.rank.language.Language;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which facts may be named to the user at all: none about sensitive attributes unless they are
 * allowed, and none whose text reads like an instruction to the model. Immutable and thread-safe.
 */
public final class Speakable {
  /** Nothing sensitive is named. */
  public static final Speakable STRICT = new Speakable(Set.of());

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

  private final Set<String> allowed;

  /**
   * What may be named beside the harmless.
   *
   * @param allowed names of sensitive attributes, for example {@code age}
   */
  public Speakable(Set<String> allowed) {
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
    return parts.isEmpty() && !instructs(subject) && !instructs(fact.text());
  }

  /** Whether a text reads like an instruction to a model rather than like a name. */
  static boolean instructs(String text) {
    return INSTRUCTION.matcher(text).find();
  }
}
