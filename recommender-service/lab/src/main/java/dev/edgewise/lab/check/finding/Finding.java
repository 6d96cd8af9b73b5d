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
      return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
  }

  /** A fact about the data. */
  public static Finding note(String id, long count, String text) {
    return new Finding(id, Level.NOTE, count, 0, text, "", 0, "");
  }

  /** Something that should be better. */
  public static Finding warning(String id, long count, long of, String text, String advice) {
    return new Finding(id, Level.WARNING, count, share(count, of), text, "", 0, advice);
  }

  /** Something that must be solved first. */
  public static Finding problem(String id, long count, long of, String text, String advice) {
    return new Finding(id, Level.PROBLEM, count, share(count, of), text, "", 0, advice);
  }

  private static double share(long count, long of) {
    return of <= 0 ? 1 : Math.min(1, (double) count / of);
  }

  /** The same finding with its first case. */
  public Finding at(Occurrences cases) {
    return new Finding(id, level, count, share, text, cases.example(), cases.line(), advice);
  }

  /** The same finding for a part of the data that isn't counted in cases, from 0 to 1. */
  Finding concerning(double part) {
    return new Finding(id, level, count, part, text, example, line, advice);
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
