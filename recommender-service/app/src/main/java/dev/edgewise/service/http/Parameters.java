/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.profile.EventPosition;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.reason.Style;
import dev.edgewise.recommend.Wish;
import dev.edgewise.recommend.events.Token;
import dev.edgewise.service.config.EdgewiseConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads parameters of requests, and says what is wrong with them. */
@Singleton
final class Parameters {
  static final String AFTER = "X-Edgewise-After";
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s)?");
  private static final Pattern REQUEST =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  static final Pattern LANGUAGE_TAG = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}");
  private static final int LONGEST_USER = 256;
  private static final int LONGEST_QUERY = 1000;

  private final EdgewiseConfig config;

  @Inject
  Parameters(EdgewiseConfig config) {
    this.config = config;
  }

  /** How many of something, at most the configured number. */
  int limit(@Nullable String text) {
    int most = config.limits().items();
    if (text == null) {
      return Math.min(10, most);
    }
    if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
      throw new ProblemException(
          Problem.Kind.BAD_LIMIT,
          "limit must be a whole number from 1 to " + most + ", not '" + shown(text) + "'");
    }
    return Integer.parseInt(text);
  }

  /** The time for an answer. */
  Duration deadline(@Nullable String text) {
    return deadline(text, config.recommend().deadline());
  }

  private Duration deadline(@Nullable String text, Duration usual) {
    if (text == null) {
      return usual;
    }
    Duration most = config.limits().deadline();
    Matcher matcher = DURATION.matcher(text);
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      Duration asked =
          "s".equals(matcher.group(2)) ? Duration.ofSeconds(number) : Duration.ofMillis(number);
      if (asked.compareTo(most) <= 0) {
        return asked;
      }
    }
    throw new ProblemException(
        Problem.Kind.BAD_DEADLINE,
        "deadline must be a time such as 500ms or 2s, at most "
            + most.toSeconds()
            + "s, not '"
            + shown(text)
            + "'");
  }

  /** The time for an answer, as a moment. */
  Deadline by(@Nullable String text) {
    return Deadline.in(deadline(text));
  }

  /** The time for an answer that usually takes another time, as a moment. */
  Deadline by(@Nullable String text, Duration usual) {
    return Deadline.in(deadline(text, usual));
  }

  /** Yes or no. */
  boolean flag(String name, @Nullable String text) {
    if (text == null || text.equals("false")) {
      return false;
    }
    if (!text.equals("true") && !text.isEmpty()) {
      throw new ProblemException(
          Problem.Kind.BAD_PARAMETER, name + " must be true or false, not '" + shown(text) + "'");
    }
    return true;
  }

  /** A user's id, held to the same rules as in events. */
  String user(String text) {
    if (text.isBlank()
        || text.length() > LONGEST_USER
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new ProblemException(
          Problem.Kind.BAD_PARAMETER,
          "user must be 1 to " + LONGEST_USER + " characters, none of them control characters");
    }
    return text;
  }

  /** The event that the user's profile must have, by the token of an earlier answer. */
  @Nullable EventPosition after(String user, @Nullable String token) {
    if (token == null) {
      return null;
    }
    try {
      return Token.parse(token).of(user).orElse(null);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.Kind.BAD_TOKEN,
          AFTER + " must be the token of an answer to POST /v1/events, as it was given");
    }
  }

  /** What a request asks for beside user and limit. */
  record Extras(
      @Nullable String query,
      @Nullable String language,
      @Nullable String tone,
      @Nullable String words,
      @Nullable String rewrite,
      @Nullable String diversity) {}

  /** What is wished for. */
  Wish wish(String user, @Nullable String limit, @Nullable String token, Extras extras) {
    return new Wish(
        user(user),
        limit(limit),
        after(user, token),
        query(extras.query),
        language(extras.language),
        style(extras.tone, extras.words),
        flag("rewrite", extras.rewrite),
        diversity(extras.diversity));
  }

  /**
   * A later page of a list.
   *
   * @param request the id of the request that began the list
   * @param offset how many places of the list to pass over
   */
  record Page(String request, int offset) {}

  /** Which page of an earlier request's list is asked for; null for a new list. */
  @Nullable Page page(@Nullable String request, @Nullable String offset, Extras extras) {
    if (request == null) {
      if (offset != null) {
        throw new ProblemException(
            Problem.Kind.BAD_PARAMETER,
            "offset goes on in a list: give its requestId as request, too");
      }
      return null;
    }
    if (!REQUEST.matcher(request).matches()) {
      throw new ProblemException(
          Problem.Kind.BAD_PARAMETER,
          "request must be the requestId of an earlier answer, not '" + shown(request) + "'");
    }
    if (extras.query != null || extras.diversity != null) {
      throw new ProblemException(
          Problem.Kind.BAD_PARAMETER,
          "q and diversity make a new list: leave them out to go on in that of a request");
    }
    if (offset != null && !offset.matches("\\d{1,9}")) {
      throw new ProblemException(
          Problem.Kind.BAD_PARAMETER,
          "offset must be a whole number from 0, not '" + shown(offset) + "'");
    }
    return new Page(request, offset == null ? 0 : Integer.parseInt(offset));
  }

  private static @Nullable Double diversity(@Nullable String text) {
    if (text == null) {
      return null;
    }
    double value = text.matches("[01](\\.\\d{1,9})?") ? Double.parseDouble(text) : Double.NaN;
    if (!(value <= 1)) {
      throw new ProblemException(
          Problem.Kind.BAD_PARAMETER,
          "diversity must be a number from 0 to 1, not '" + shown(text) + "'");
    }
    return value;
  }

  private static @Nullable String query(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    if (text.length() > LONGEST_QUERY) {
      throw new ProblemException(
          Problem.Kind.BAD_PARAMETER,
          "q must have at most " + LONGEST_QUERY + " characters, not " + text.length());
    }
    return text;
  }

  private static @Nullable String language(@Nullable String tag) {
    if (tag == null) {
      return null;
    }
    if (!LANGUAGE_TAG.matcher(tag).matches()) {
      throw new ProblemException(
          Problem.Kind.BAD_PARAMETER,
          "lang must be a language tag such as en or ko-KR, not '" + shown(tag) + "'");
    }
    return tag;
  }

  private static Style style(@Nullable String tone, @Nullable String words) {
    String chosen = tone == null ? Style.PLAIN.tone() : tone;
    if (!Language.english().has("tone." + chosen)) {
      throw new ProblemException(
          Problem.Kind.BAD_PARAMETER,
          "tone must be plain, warm, brief or playful, not '" + shown(chosen) + "'");
    }
    if (words == null) {
      return new Style(chosen, Style.PLAIN.words());
    }
    int most = words.matches("\\d{1,3}") ? Integer.parseInt(words) : 0;
    if (most < Style.FEWEST || most > Style.MOST) {
      throw new ProblemException(
          Problem.Kind.BAD_PARAMETER,
          "words must be a whole number from "
              + Style.FEWEST
              + " to "
              + Style.MOST
              + ", not '"
              + shown(words)
              + "'");
    }
    return new Style(chosen, most);
  }

  /** A short, harmless piece of what somebody sent. */
  static String shown(String text) {
    String clean = text.replaceAll("\\p{Cntrl}+", " ");
    return clean.length() <= 60 ? clean : clean.substring(0, 60) + "...";
  }
}
