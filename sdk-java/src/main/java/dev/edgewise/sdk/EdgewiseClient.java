/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.sdk;

import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A client of the service. Calls block and throw {@link EdgewiseException}. A call without an
 * answer is tried again a few times; this is safe, because events keep their ids and the service
 * counts each id once. Immutable ({@code with...} returns a new client) and thread-safe.
 */
public final class EdgewiseClient {
  private final HttpExchange http;

  EdgewiseClient(URI service) {
    this(service, "", Duration.ofSeconds(10), Duration.ofMillis(200));
  }

  private EdgewiseClient(URI service, String apiKey, Duration timeout, Duration pause) {
    if (!"http".equals(service.getScheme()) && !"https".equals(service.getScheme())) {
      throw new IllegalArgumentException(
          "the service's address must begin with http:// or https://, not " + service);
    }
    if (timeout.toMillis() < 1 || timeout.toMillis() > Integer.MAX_VALUE || pause.isNegative()) {
      throw new IllegalArgumentException(
          String.format(
              "the timeout must be from 1 ms to 24 days, not %s; the pause 0 or more, not %s",
              timeout, pause));
    }
    this.http = new HttpExchange(service, timeout, pause, apiKey);
  }

  /** Returns the same client with an API key. */
  public EdgewiseClient withApiKey(String key) {
    return new EdgewiseClient(http.service, key, http.timeout, http.pause);
  }

  /** Returns the same client with a time limit for connecting, and again for the answer. */
  public EdgewiseClient withTimeout(Duration longest) {
    return new EdgewiseClient(http.service, http.apiKey, longest, http.pause);
  }

  /** Returns the same client with a pause before the second try; it doubles before the third. */
  public EdgewiseClient withPause(Duration beforeTryingAgain) {
    return new EdgewiseClient(http.service, http.apiKey, http.timeout, beforeTryingAgain);
  }

  /** Sends events; see {@link #send(List)}. */
  public Accepted send(UserEvent... events) {
    return send(Arrays.asList(events));
  }

  /** Sends events and returns when the service's log holds the accepted ones. */
  public Accepted send(List<UserEvent> events) {
    return read(http.post("/v1/events", ServiceJson.events(events, null)), ServiceJson::accepted);
  }

  /** Returns the best items for a user, with the service's default deadline. */
  public Recommendations recommendations(String user, int limit) {
    return recommendations(user, limit, Duration.ZERO, "");
  }

  /**
   * Returns the best items for a user.
   *
   * @param limit how many items
   * @param deadline the service's time to answer; zero for the service's default
   * @param after token of events that the answer must reflect, or empty
   */
  public Recommendations recommendations(String user, int limit, Duration deadline, String after) {
    String query = "?limit=" + limit;
    if (!deadline.isZero()) {
      query += "&deadline=" + deadline.toMillis() + "ms";
    }
    Map<String, String> headers = after.isEmpty() ? Map.of() : Map.of("X-Edgewise-After", after);
    return recommendations(user, query, headers);
  }

  /**
   * Returns the next page of a list: the places that follow, in the same order, without repeats.
   *
   * @param list an earlier answer
   * @param offset how many places of the list all earlier pages have shown
   * @param limit how many more items
   */
  public Recommendations more(Recommendations list, int offset, int limit) {
    String query =
        "?request=" + segment(list.requestId()) + "&offset=" + offset + "&limit=" + limit;
    return recommendations(list.user(), query, Map.of());
  }

  private Recommendations recommendations(String user, String query, Map<String, String> headers) {
    return read(
        http.get("/v1/recommendations/" + segment(user) + query, headers),
        ServiceJson::recommendations);
  }

  /**
   * Reports a user's actions on a list, and returns when the service's log holds the accepted ones.
   * The service also counts them as events, so don't {@link #send} them as well.
   *
   * @param list the answer that contained the items
   * @param events {@code impression} for items that came into view, {@code click}, {@code like},
   *     ...
   */
  public Accepted feedback(Recommendations list, UserEvent... events) {
    String body = ServiceJson.events(Arrays.asList(events), list.requestId());
    return read(http.post("/v1/feedback", body), ServiceJson::accepted);
  }

  /** Returns the service's profile of a user. */
  public ProfileView profile(String user) {
    return read(
        http.get("/v1/users/" + segment(user) + "/profile", Map.of()), ServiceJson::profile);
  }

  private <T> T read(String body, Function<String, T> as) {
    try {
      return as.apply(body);
    } catch (RuntimeException e) {
      throw new EdgewiseException(
          http.service + " gave an answer that isn't Edgewise's: " + ServiceJson.problem(body), e);
    }
  }

  // Android API 26 lacks the method that takes a Charset.
  @SuppressWarnings("JdkObsolete")
  private static String segment(String text) {
    try {
      // The encoding for queries differs from that for paths only in the space.
      return URLEncoder.encode(text, "UTF-8").replace("+", "%20");
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every Java has UTF-8", e);
    }
  }
}
