/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a person asks about the own profile. It travels as an event of a reserved type in the same
 * log as what the person did, so that it takes effect exactly once, in order, and again at each
 * replay.
 */
public sealed interface ProfileRequest {
  /** Types that begin with this are reserved for requests. */
  String RESERVED = "edgewise.";

  /** The source of requests. */
  String SOURCE = "edgewise";

  /** Forget everything; events from before don't count any more, whenever they come again. */
  record Erase() implements ProfileRequest {}

  /** Forget what was learnt, but keep what the person stated. */
  record Reset() implements ProfileRequest {}

  /**
   * Don't use one event.
   *
   * @param event the event's {@link EventKey}
   */
  record Withdraw(long event) implements ProfileRequest {}

  /**
   * Take this from the person; what is null stays as it is.
   *
   * @param language BCP 47 tag for texts shown
   * @param likes in the person's own words
   * @param dislikes in the person's own words
   */
  record Correct(
      @Nullable String language, @Nullable List<String> likes, @Nullable List<String> dislikes)
      implements ProfileRequest {
    /** How many statements of a kind a profile keeps. */
    public static final int MOST = 20;

    /** How long a statement may be, in characters. */
    public static final int LONGEST = 200;

    public Correct {
      likes = likes == null ? null : List.copyOf(likes);
      dislikes = dislikes == null ? null : List.copyOf(dislikes);
    }
  }

  /** Whether events of this type are requests, so that nobody may send one as something done. */
  static boolean isReserved(String type) {
    return type.startsWith(RESERVED);
  }

  /** The request that an event carries; empty when it is something done, or of an unknown kind. */
  static Optional<ProfileRequest> of(Event event) {
    Map<String, String> told = event.context();
    return switch (event.type()) {
      case RESERVED + "erase" -> Optional.of(new Erase());
      case RESERVED + "reset" -> Optional.of(new Reset());
      case RESERVED + "withdraw" -> withdrawal(told.getOrDefault("event", ""));
      case RESERVED + "correct" ->
          Optional.of(
              new Correct(told.get("language"), listed(told, "likes"), listed(told, "dislikes")));
      default -> Optional.empty();
    };
  }

  /** Whether what was done before doesn't count any more. */
  default boolean forgets() {
    return this instanceof Erase || this instanceof Reset;
  }

  /** The event that carries this request. */
  default Event event(String user, String id, Instant time) {
    Map<String, String> told = new LinkedHashMap<>();
    if (this instanceof Withdraw withdraw) {
      told.put("event", EventKey.format(withdraw.event()));
    } else if (this instanceof Correct correct) {
      if (correct.language() != null) {
        told.put("language", correct.language());
      }
      list(told, "likes", correct.likes());
      list(told, "dislikes", correct.dislikes());
    }
    String type = RESERVED + getClass().getSimpleName().toLowerCase(Locale.ROOT);
    return new Event(id, SOURCE, user, "", type, time, null, List.of(), told);
  }

  private static Optional<ProfileRequest> withdrawal(String event) {
    try {
      return Optional.of(new Withdraw(EventKey.parse(event)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void list(Map<String, String> told, String key, @Nullable List<String> texts) {
    if (texts != null) {
      told.put(key, String.valueOf(texts.size()));
      for (int i = 0; i < texts.size(); i++) {
        told.put(String.format("%s.%02d", key, i), texts.get(i));
      }
    }
  }

  private static @Nullable List<String> listed(Map<String, String> told, String key) {
    return told.containsKey(key)
        ? List.copyOf(
            new TreeMap<>(told).subMap(key + ".", key + "/").values()) // '/' comes after '.'
        : null;
  }
}
