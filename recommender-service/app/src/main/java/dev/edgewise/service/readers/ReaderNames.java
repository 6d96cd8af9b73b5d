/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.readers;

import dev.edgewise.profile.EventKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Made-up first names for users, who have only ids. The names are of several origins. */
final class ReaderNames {
  private static final List<String> NAMES =
      List.of(
          "Ada", "Amara", "Bao", "Chidi", "Dina", "Elif", "Farid", "Goro", "Hana", "Ines", "Jonas",
          "Keiko", "Leila", "Mateo", "Nadia", "Omar", "Priya", "Quentin", "Rosa", "Sanjay", "Tala",
          "Uma", "Viktor", "Wanjiru", "Ximena", "Yusuf", "Zofia");

  private ReaderNames() {}

  /**
   * Returns a name for each user, in the same order. A user's id decides the name. When two users
   * would share one, the later user gets the next free name. More users than names get a number.
   */
  static List<String> of(List<String> users) {
    Set<String> taken = new LinkedHashSet<>();
    for (String user : users) {
      long hash = EventKey.fnv1a(user.getBytes(StandardCharsets.UTF_8));
      int at = Math.floorMod(hash, NAMES.size());
      for (int tries = 0; !taken.add(name(at, tries)); tries++) {
        // this name is taken
      }
    }
    return new ArrayList<>(taken);
  }

  private static String name(int at, int tries) {
    String name = NAMES.get((at + tries) % NAMES.size());
    int round = tries / NAMES.size();
    return round == 0 ? name : name + " " + (round + 1);
  }
}
