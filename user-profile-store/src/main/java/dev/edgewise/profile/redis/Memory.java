/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Redis does when its memory is full, by its INFO command.
 *
 * @param policy {@code maxmemory-policy}; {@code noeviction} when the server doesn't tell it
 * @param limit {@code maxmemory} in bytes; 0 for none
 * @param used bytes
 * @param evicted number of keys deleted for lack of memory since the server started
 */
record Memory(String policy, long limit, long used, long evicted) {
  static final String KEEPS = "noeviction";
  private static final int ROOM = 2;

  /** Sums what several nodes tell; the first policy that evicts stands for all. */
  static Memory of(List<String> infos) {
    String policy = KEEPS;
    long limit = 0;
    long used = 0;
    long evicted = 0;
    for (String info : infos) {
      String own = text(info, "maxmemory_policy", KEEPS);
      policy = policy.equals(KEEPS) ? own : policy;
      limit += number(info, "maxmemory");
      used += number(info, "used_memory");
      evicted += number(info, "evicted_keys");
    }
    return new Memory(policy, limit, used, evicted);
  }

  boolean evicts() {
    return !policy.equals(KEEPS);
  }

  /** Whether a profile without an expiry may be evicted. */
  boolean evictsAll() {
    return evicts() && !policy.startsWith("volatile");
  }

  /** Whether profiles that are read again would stay. */
  boolean hasRoom() {
    return !evicts() || limit == 0 || used < limit / ROOM;
  }

  private static String text(String info, String name, String missing) {
    Matcher found = Pattern.compile("(?m)^" + name + ":(\\S*)").matcher(info);
    return found.find() ? found.group(1) : missing;
  }

  private static long number(String info, String name) {
    String text = text(info, name, "0");
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }
}
