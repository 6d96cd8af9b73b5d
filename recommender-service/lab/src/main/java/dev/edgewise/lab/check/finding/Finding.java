/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.finding;

import dev.edgewise.lab.check.survey.Occurrences;
import java.util.Locale;

/**
 * One thing that an adopter should know about the data.
 *
 * @param id a stable name for programs
 * @param level how serious it is
 * @param count the number of cases; 0 when the finding isn't about cases
 * @param share the part of the data that it concerns, from 0 to 1
 * @param text one or two sentences: the number and the consequence
 * @param example the first case; empty when there is none
 * @param line the line of the first case, from 1; 0 when there is none
 * @param advice what to do; empty when there is nothing to do
 */
public record Finding(
    String id,
    Level level,
    long count,
    double share,
    String text,
    String example,
    long line,
    String advice) {

  /** How serious a finding is. */
  public enum Level {
    /** Nothing to do. */
    NOTE,
    /** It works, but less well than it could, or not as the data mean it. */
    WARNING,
    /** A command stops at it, or there is nothing to recommend. */
    PROBLEM;

    /** The word in reports. */
    public String label() {
      return name().charAt(0) + word().substring(1);
    }

    /** The word for programs. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A finding about counted cases, with the first of them; text from {@code findings.properties}.
   */
  static Finding of(String key, Occurrences cases, long of, Object... details) {
    return of(key, cases.count(), of, details).at(cases);
  }

  /** The same finding with its first case. */
  Finding at(Occurrences cases) {
    return new Finding(id, level, count, share, text, cases.example(), cases.line(), advice);
  }

  /**
   * A finding with its text from {@code findings.properties}.
   *
   * @param count the number of cases
   * @param of the number of records that could be cases
   * @param details what the text names
   */
  public static Finding of(String key, long count, long of, Object... details) {
    Level level = level(key);
    double share = level == Level.NOTE ? 0 : of <= 0 ? 1 : Math.min(1, (double) count / of);
    String text = FindingTexts.text(key, count, of, details);
    String advice = FindingTexts.advice(key, count, of, details);
    return new Finding(key.replaceFirst("/.*", ""), level, count, share, text, "", 0, advice);
  }

  private static Level level(String key) {
    return FindingTexts.has(key + ".problem")
        ? Level.PROBLEM
        : FindingTexts.has(key + ".warning") ? Level.WARNING : Level.NOTE;
  }

  /** The same finding with nothing to do, if {@code harmless}. */
  Finding asNote(boolean harmless) {
    return harmless ? new Finding(id, Level.NOTE, count, 0, text, example, line, "") : this;
  }

  /** The same finding as something that must be solved first, if {@code fatal}. */
  Finding asProblem(boolean fatal) {
    return fatal ? new Finding(id, Level.PROBLEM, count, share, text, example, line, advice) : this;
  }

  /** The same finding for a part of the data that isn't counted in cases, from 0 to 1. */
  Finding concerning(double part) {
    return new Finding(id, level, count, part, text, example, line, advice);
  }

  /** The same finding under another id. */
  Finding named(String other) {
    return new Finding(other, level, count, share, text, example, line, advice);
  }

  /** The first case and its place, as a sentence; empty when there is none. */
  public String place() {
    if (line == 0) {
      return "";
    }
    return example.isEmpty()
        ? "First in line " + line + "."
        : "First in line " + line + ": " + example.replaceFirst("[.!?]$", "") + ".";
  }

  /** Everything, in sentences. */
  public String sentences() {
    return String.join(" ", text, place(), advice).replaceAll(" +", " ").strip();
  }
}
