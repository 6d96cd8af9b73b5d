/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.profile.EventPosition;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.reason.WritingStyle;
import dev.edgewise.recommend.RecommendationRequest;
import dev.edgewise.recommend.events.ReadToken;
import dev.edgewise.service.config.EdgewiseConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the parameters of requests into what they ask for, within the configured limits. */
@Singleton
final class RequestParameters {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s)?");

  private final EdgewiseConfig config;

  @Inject
  RequestParameters(EdgewiseConfig config) {
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

  /** A user's id from a body, held to the same rule as in a path. */
  static String user(String text) {
    if (!text.matches(UserQuery.USER)) {
      throw new ProblemException(Problem.Kind.BAD_PARAMETER, UserQuery.USER_RULE);
    }
    return text;
  }

  /** The event that the user's profile must have, by the token of an earlier answer. */
  @Nullable EventPosition after(String user, @Nullable String token) {
    if (token == null) {
      return null;
    }
    try {
      return ReadToken.parse(token).of(user).orElse(null);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.Kind.BAD_TOKEN,
          UserQuery.AFTER + " must be the token of an answer to POST /v1/events, as it was given");
    }
  }

  /** What a request asks for. */
  RecommendationRequest request(ListQuery asked) {
    String query = asked.query();
    String diversity = asked.diversity();
    return new RecommendationRequest(
        asked.user(),
        limit(asked.limit()),
        after(asked.user(), asked.after()),
        query == null || query.isBlank() ? null : query,
        asked.language(),
        style(asked),
        ListQuery.on(asked.rewrite()),
        diversity == null ? null : Double.valueOf(diversity));
  }

  private static WritingStyle style(ListQuery asked) {
    String words = asked.words();
    String tone = asked.tone();
    return new WritingStyle(
        tone == null ? WritingStyle.PLAIN.tone() : tone,
        words == null ? WritingStyle.PLAIN.words() : Integer.parseInt(words));
  }

  /** A short, harmless piece of what somebody sent. */
  static String shown(String text) {
    String clean = text.replaceAll("\\p{Cntrl}+", " ");
    return clean.length() <= 60 ? clean : clean.substring(0, 60) + "...";
  }
}
