/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.readers;

import dev.edgewise.profile.EventKey;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Made-up first names for users, who have only ids. The names are of several origins. */
final class ReaderNames {
  private static final List<String> NAMES =
      List.of(
          "Ada", "Amara", "Bao", "Chidi", "Dina", "Elif", "Farid", "Goro", "Hana", "Ines", "Jonas",
          "Keiko", "Leila", "Mateo", "Nadia", "Omar", "Priya", "Quentin", "Rosa", "Sanjay", "Tala",
          "Uma", "Viktor", "Wanjiru", "Ximena", "Yusuf", "Zofia");

  private final Map<String, String> names = new LinkedHashMap<>();

  /** Names these users and forgets all others. A user who has a name keeps it. */
  void keep(List<String> users) {
    names.keySet().retainAll(users);
    for (String user : users) {
      if (!names.containsKey(user)) {
        names.put(user, free(user));
      }
    }
  }

  /** Returns the name of a user that {@link #keep} named. */
  String of(String user) {
    return names.getOrDefault(user, user);
  }

  /**
   * The user's id decides the name. If another user has it, the next name is taken. More users than
   * names get a number.
   */
  private String free(String user) {
    int at = Math.floorMod(EventKey.fnv1a(user.getBytes(StandardCharsets.UTF_8)), NAMES.size());
    int tries = 0;
    while (names.containsValue(name(at, tries))) {
      tries++;
    }
    return name(at, tries);
  }

  private static String name(int at, int tries) {
    String name = NAMES.get((at + tries) % NAMES.size());
    int round = tries / NAMES.size();
    return round == 0 ? name : name + " " + (round + 1);
  }
}
