/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.history;

import dev.edgewise.recommend.candidates.Candidates;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all users did. Not thread-safe by itself: {@link Candidates} lets many read or one write.
 */
public final class UserHistories {
  private final Map<String, History> byUser = new HashMap<>();

  /** Of a user of whom there is one, else null. */
  @Nullable
  public History of(String user) {
    return byUser.get(user);
  }

  /** Of a user, an empty one when there was none. */
  public History open(String user) {
    return byUser.computeIfAbsent(user, u -> new History());
  }

  /** Drops what is remembered of a user. */
  public void forget(String user) {
    byUser.remove(user);
  }

  /** Who likes what at present, users in the order of their ids. */
  public LikeMatrix likes(int items) {
    String[] users = byUser.keySet().toArray(String[]::new);
    Arrays.sort(users);
    LikeMatrix.Builder likes = new LikeMatrix.Builder(items);
    for (String user : users) {
      History history = byUser.get(user);
      if (history != null) {
        likes.add(history);
      }
    }
    return likes.build();
  }
}
