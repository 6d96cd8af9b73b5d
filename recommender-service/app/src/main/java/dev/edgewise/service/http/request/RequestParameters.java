/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.request;

import dev.edgewise.profile.EventPosition;
import dev.edgewise.rank.reason.WritingStyle;
import dev.edgewise.recommend.Placement;
import dev.edgewise.recommend.RecommendationRequest;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.events.ReadToken;
import dev.edgewise.service.config.EdgewiseConfig;
import dev.edgewise.service.config.Placements;
import dev.edgewise.service.http.problem.Problem;
import dev.edgewise.service.http.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses the parameters of requests, within the configured limits. */
@Singleton
public final class RequestParameters {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s)");

  private final EdgewiseConfig config;
  private final Catalogue catalogue;
  private final Map<String, Placement> placements;

  RequestParameters(EdgewiseConfig config, Catalogue catalogue) {
    this.config = config;
    this.catalogue = catalogue;
    this.placements = Placements.of(config.recommend().placements());
  }

  /** Parses the number of items. */
  public int limit(@Nullable String text, int standard) {
    int most = config.limits().items();
    if (text == null) {
      return Math.min(standard, most);
    }
    if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
      throw new ProblemException(
          Problem.Kind.BAD_LIMIT,
          "limit must be a whole number from 1 to " + most + ", not '" + Problem.shown(text) + "'");
    }
    return Integer.parseInt(text);
  }

  public Duration deadline(@Nullable String text) {
    return deadline(text, config.recommend().deadline());
  }

  /** Parses the time for an answer that has its own default. */
  public Duration deadline(@Nullable String text, Duration standard) {
    if (text == null) {
      return standard;
    }
    Duration most = config.limits().deadline();
    Matcher matcher = DURATION.matcher(text);
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      Duration duration =
          "s".equals(matcher.group(2)) ? Duration.ofSeconds(number) : Duration.ofMillis(number);
      if (duration.compareTo(most) <= 0) {
        return duration;
      }
    }
    String hint = text.matches("\\d{1,9}") ? "; write %ss or %sms".formatted(text, text) : "";
    throw new ProblemException(
        Problem.Kind.BAD_DEADLINE,
        "deadline must be a time with its unit such as 500ms or 2s, at most %dms, not '%s'%s"
            .formatted(most.toMillis(), Problem.shown(text), hint));
  }

  /** Checks a user's id in a body by the same rule as in a path. */
  public static String user(String text) {
    if (!text.matches(UserQuery.USER)) {
      throw new ProblemException(Problem.Kind.BAD_PARAMETER, UserQuery.USER_RULE);
    }
    return text;
  }

  /** Reads the event that the user's profile must contain from the token of an answer. */
  @Nullable
  public EventPosition after(String user, @Nullable String token) {
    if (token == null) {
      return null;
    }
    try {
      return ReadToken.parse(token).of(user).orElse(null);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.Kind.BAD_TOKEN,
          UserQuery.AFTER + " must be the unchanged token of an answer to POST /v1/events");
    }
  }

  /** The request of a user for a list. */
  public RecommendationRequest request(UserQuery user, ListQuery query) {
    return request(user.user(), after(user.user(), user.after()), query);
  }

  /** The request for a list of somebody without a name. */
  public RecommendationRequest session(ListQuery query) {
    return request("", null, query);
  }

  private RecommendationRequest request(
      String user, @Nullable EventPosition after, ListQuery query) {
    String words = query.query();
    Placement placement = placement(query.placement());
    String personal = query.personal();
    String diversity = query.diversity();
    return new RecommendationRequest(
        user,
        limit(query.limit(), placement.limit()),
        after,
        words == null || words.isBlank() ? null : words,
        query.language(),
        style(query),
        ListQuery.on(query.rewrite()),
        placement,
        items(query.item(), placement),
        personal == null ? placement.personal() : Double.parseDouble(personal),
        diversity == null ? null : Double.valueOf(diversity),
        ListQuery.on(query.explain()));
  }

  /** The items that a placement starts from; none if it finds one itself. */
  private List<String> items(@Nullable String ids, Placement placement) {
    if (ids == null && placement.start() != Placement.Start.ITEMS) {
      return List.of();
    }
    if (ids == null) {
      throw new ProblemException(
          Problem.Kind.BAD_PARAMETER,
          "%s starts from items: send item with 1 to %d ids separated by commas"
              .formatted(placement.name(), Placement.MOST_ITEMS));
    }
    if (!placement.byItem()) {
      throw new ProblemException(
          Problem.Kind.BAD_PARAMETER,
          "item goes with a placement that starts from an item, such as similar, cart or"
              + " because-you-liked, not with "
              + placement.name());
    }
    List<String> items =
        placement.start() == Placement.Start.ITEMS ? List.of(ids.split(",", -1)) : List.of(ids);
    if (items.size() > Placement.MOST_ITEMS) {
      throw new ProblemException(
          Problem.Kind.BAD_PARAMETER,
          "item must have at most %d ids separated by commas, not %d"
              .formatted(Placement.MOST_ITEMS, items.size()));
    }
    items.forEach(this::known);
    return items;
  }

  private void known(String id) {
    if (id.isEmpty()) {
      throw new ProblemException(
          Problem.Kind.BAD_PARAMETER,
          "item has an empty id; send ids of the catalogue's items, separated by single commas");
    }
    if (catalogue.find(id).isEmpty()) {
      throw new ProblemException(
          Problem.Kind.BAD_PARAMETER,
          "item: the catalogue has no item '%s'; send ids of its items"
              .formatted(Problem.shown(id)));
    }
  }

  /** The placement with this name; the main list without one. */
  private Placement placement(@Nullable String name) {
    Placement named = placements.get(name == null ? Placement.FOR_YOU.name() : name);
    if (named == null) {
      throw new ProblemException(
          Problem.Kind.BAD_PARAMETER,
          "there is no placement '%s'; there are %s"
              .formatted(
                  Problem.shown(String.valueOf(name)), String.join(", ", placements.keySet())));
    }
    return named;
  }

  private static WritingStyle style(ListQuery query) {
    String words = query.words();
    String tone = query.tone();
    return new WritingStyle(
        tone == null ? WritingStyle.PLAIN.tone() : tone,
        words == null ? WritingStyle.PLAIN.words() : Integer.parseInt(words));
  }
}
