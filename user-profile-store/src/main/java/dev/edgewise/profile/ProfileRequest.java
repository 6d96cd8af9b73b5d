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
 * A user's request about the own profile. It travels as an event of a reserved type in the same log
 * as the user's other events. So it takes effect exactly once, in order, and again at each replay.
 */
public sealed interface ProfileRequest {
  /** The prefix of the event types that are reserved for requests. */
  String RESERVED = "edgewise.";

  /** The source of request events. */
  String SOURCE = "edgewise";

  /** Forgets everything; earlier events have no effect any more, even when delivered again. */
  record Erase() implements ProfileRequest {}

  /** Forgets everything learnt from events, but keeps the stated preferences. */
  record Reset() implements ProfileRequest {}

  /**
   * Removes the effect of one event.
   *
   * @param event the event's {@link EventKey}
   */
  record Withdraw(long event) implements ProfileRequest {}

  /**
   * Replaces stated preferences; a null field changes nothing. More or longer texts than the limits
   * below are an IllegalArgumentException.
   *
   * @param language BCP 47 tag for texts shown to the user
   * @param likes liked things, in the user's own words
   * @param dislikes disliked things, in the user's own words
   */
  record Correct(
      @Nullable String language, @Nullable List<String> likes, @Nullable List<String> dislikes)
      implements ProfileRequest {
    /** The greatest number of likes, and of dislikes, that a profile keeps. */
    public static final int MOST = 20;

    /** The greatest length of a like or dislike, in characters. */
    public static final int LONGEST = 200;

    public Correct {
      likes = bounded("likes", likes);
      dislikes = bounded("dislikes", dislikes);
    }

    private static @Nullable List<String> bounded(String name, @Nullable List<String> texts) {
      if (texts == null) {
        return null;
      }
      bound(name + " must be at most " + MOST, texts.size(), MOST);
      for (String text : texts) {
        bound(name + " must each have at most " + LONGEST + " characters", text.length(), LONGEST);
      }
      return List.copyOf(texts);
    }

    private static void bound(String rule, int size, int most) {
      if (size > most) {
        throw new IllegalArgumentException(rule + ", not " + size);
      }
    }
  }

  /** Returns whether events of this type are requests, which clients may not send as events. */
  static boolean isReserved(String type) {
    return type.startsWith(RESERVED);
  }

  /**
   * Returns the request that an event carries; empty for other events and unknown requests.
   *
   * @throws IllegalArgumentException when the request exceeds a limit
   */
  static Optional<ProfileRequest> of(Event event) {
    Map<String, String> fields = event.context();
    return switch (event.type()) {
      case RESERVED + "erase" -> Optional.of(new Erase());
      case RESERVED + "reset" -> Optional.of(new Reset());
      case RESERVED + "withdraw" -> withdrawal(fields.getOrDefault("event", ""));
      case RESERVED + "correct" ->
          Optional.of(
              new Correct(
                  fields.get("language"), readList(fields, "likes"), readList(fields, "dislikes")));
      default -> Optional.empty();
    };
  }

  /** Returns whether the request ends the effect of all earlier events. */
  default boolean forgets() {
    return this instanceof Erase || this instanceof Reset;
  }

  /** Returns the event that carries this request. */
  default Event event(String user, String id, Instant time) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (this instanceof Withdraw withdraw) {
      fields.put("event", EventKey.format(withdraw.event()));
    } else if (this instanceof Correct correct) {
      if (correct.language() != null) {
        fields.put("language", correct.language());
      }
      writeList(fields, "likes", correct.likes());
      writeList(fields, "dislikes", correct.dislikes());
    }
    String type = RESERVED + getClass().getSimpleName().toLowerCase(Locale.ROOT);
    return new Event(id, SOURCE, user, "", type, time, null, List.of(), fields);
  }

  private static Optional<ProfileRequest> withdrawal(String event) {
    try {
      return Optional.of(new Withdraw(EventKey.parse(event)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void writeList(
      Map<String, String> fields, String key, @Nullable List<String> texts) {
    if (texts != null) {
      fields.put(key, String.valueOf(texts.size()));
      for (int i = 0; i < texts.size(); i++) {
        fields.put(String.format("%s.%02d", key, i), texts.get(i));
      }
    }
  }

  private static @Nullable List<String> readList(Map<String, String> fields, String key) {
    return fields.containsKey(key)
        ? List.copyOf(
            new TreeMap<>(fields).subMap(key + ".", key + "/").values()) // '/' comes after '.'
        : null;
  }
}
