/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.faults;

import dev.edgewise.profile.Profile;
import dev.edgewise.profile.codec.ProfileCodec;
import dev.edgewise.profile.store.ProfileStore;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;

/** Where profiles that should be the same are not. */
final class Differences {
  private static final int SHOWN = 80;

  private Differences() {}

  /** A user's profile that is not what it should be, with the first thing that differs. */
  record Difference(String user, String what) {
    @Override
    public String toString() {
      return user + ": " + what;
    }
  }

  /** Those of a store from these, byte for byte; by user. */
  static List<Difference> between(SortedMap<String, Profile> expected, ProfileStore store) {
    List<Difference> all = new ArrayList<>();
    expected.forEach((user, profile) -> {
      Profile stored = store.get(user);
      if (!Arrays.equals(ProfileCodec.encode(profile), ProfileCodec.encode(stored))) {
        all.add(new Difference(user, describe(profile, stored)));
      }
    });
    return all;
  }

  private static String describe(Profile expected, Profile actual) {
    String component = firstComponent(expected, actual, "");
    return component.isEmpty() ? "other bytes of equal content" : component;
  }

  /**
   * The first part of the profiles that differs, with what it should be and is; empty when none
   * does.
   *
   * @param except a part that is passed over
   */
  static String firstComponent(Profile expected, Profile actual, String except) {
    for (RecordComponent component : Profile.class.getRecordComponents()) {
      Object should = value(component, expected);
      Object is = value(component, actual);
      if (!component.getName().equals(except) && !Objects.equals(should, is)) {
        return component.getName() + texts(String.valueOf(should), String.valueOf(is));
      }
    }
    return "";
  }

  private static Object value(RecordComponent component, Profile profile) {
    try {
      return component.getAccessor().invoke(profile);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " can't be read", e);
    }
  }

  /** Both from shortly before where they part. */
  static String texts(String should, String is) {
    int same = 0;
    while (same < Math.min(should.length(), is.length())
        && should.charAt(same) == is.charAt(same)) {
      same++;
    }
    int from = Math.max(0, same - SHOWN / 4);
    return " should be " + cut(should, from) + " and is " + cut(is, from);
  }

  private static String cut(String text, int from) {
    int end = Math.min(text.length(), from + SHOWN);
    return (from > 0 ? "..." : "")
        + text.substring(Math.min(from, end), end)
        + (end < text.length() ? "..." : "");
  }
}
