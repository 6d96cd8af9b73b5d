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
 * A client of the service. Immutable, so {@code with...} gives another; thread-safe; calls block
 * and throw {@link EdgewiseException}. What got no answer is tried again a few times: events keep
 * their ids, so none counts twice.
 */
public final class EdgewiseClient {
  private final URI service;
  private final String apiKey;
  private final Duration timeout;
  private final Duration pause;
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
          "a timeout must be 1 ms to 24 days, a pause not negative; not " + timeout + ", " + pause);
    }
    this.service = service;
    this.apiKey = apiKey;
    this.timeout = timeout;
    this.pause = pause;
    this.http = new HttpExchange(service, timeout, pause, apiKey);
  }

  /** The same client, presenting this key. */
  public EdgewiseClient withApiKey(String key) {
    return new EdgewiseClient(service, key, timeout, pause);
  }

  /** The same client, waiting that long for a connection, and for an answer. */
  public EdgewiseClient withTimeout(Duration longest) {
    return new EdgewiseClient(service, apiKey, longest, pause);
  }

  /** The same client, waiting that long before the second try, twice as long before the third. */
  public EdgewiseClient withPause(Duration beforeTryingAgain) {
    return new EdgewiseClient(service, apiKey, timeout, beforeTryingAgain);
  }

  /** Sends events; returns when the service's log holds those that it accepted. */
  public Accepted send(UserEvent... events) {
    return send(Arrays.asList(events));
  }

  /** Sends events; returns when the service's log holds those that it accepted. */
  public Accepted send(List<UserEvent> events) {
    return read(http.post("/v1/events", ServiceJson.events(events)), ServiceJson::accepted);
  }

  /** The best items for a user, within the service's own deadline. */
  public Recommendations recommendations(String user, int limit) {
    return recommendations(user, limit, Duration.ZERO, "");
  }

  /**
   * The best items for a user.
   *
   * @param limit how many
   * @param deadline by when the service must answer; zero leaves it to the service
   * @param after token of events that the answer must have seen, or empty
   */
  public Recommendations recommendations(String user, int limit, Duration deadline, String after) {
    String query = "?limit=" + limit;
    if (!deadline.isZero()) {
      query += "&deadline=" + deadline.toMillis() + "ms";
    }
    Map<String, String> headers = after.isEmpty() ? Map.of() : Map.of("X-Edgewise-After", after);
    return read(
        http.get("/v1/recommendations/" + segment(user) + query, headers),
        ServiceJson::recommendations);
  }

  /**
   * Goes on in a list: the places that follow those shown, in the same order, nothing twice.
   *
   * @param list the answer to go on from
   * @param offset how many of its places were shown, on all pages so far
   * @param limit how many more
   */
  public Recommendations more(Recommendations list, int offset, int limit) {
    String query =
        "?request=" + segment(list.requestId()) + "&offset=" + offset + "&limit=" + limit;
    return read(
        http.get("/v1/recommendations/" + segment(list.user()) + query, Map.of()),
        ServiceJson::recommendations);
  }

  /**
   * Tells what a user did with a list, which is also what the user did: there is no need to {@link
   * #send} it as well. Returns when the service's log holds what it accepted.
   *
   * @param list the answer that showed the items
   * @param events {@code impression} for what came into view, {@code click}, {@code like}, ...
   */
  public Accepted feedback(Recommendations list, UserEvent... events) {
    String body = ServiceJson.feedback(list.requestId(), Arrays.asList(events));
    return read(http.post("/v1/feedback", body), ServiceJson::accepted);
  }

  /** What the service knows of a user. */
  public ProfileView profile(String user) {
    return read(
        http.get("/v1/users/" + segment(user) + "/profile", Map.of()), ServiceJson::profile);
  }

  private <T> T read(String body, Function<String, T> as) {
    try {
      return as.apply(body);
    } catch (RuntimeException e) {
      throw new EdgewiseException(
          service + " answered with something that isn't Edgewise's: " + ServiceJson.problem(body),
          EdgewiseException.NO_STATUS,
          e);
    }
  }

  // The method that takes a Charset is younger than Android API 26.
  @SuppressWarnings("JdkObsolete")
  private static String segment(String text) {
    try {
      // The form for queries, which differs from that for paths in the space alone.
      return URLEncoder.encode(text, "UTF-8").replace("+", "%20");
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("each Java has UTF-8", e);
    }
  }
}
