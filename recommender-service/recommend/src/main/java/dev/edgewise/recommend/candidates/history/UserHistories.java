/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.history;

import dev.edgewise.recommend.candidates.Candidates;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The histories of all users. Not thread-safe by itself: {@link Candidates} allows many readers or
 * one writer.
 */
public final class UserHistories {
  private final Map<String, History> byUser = new HashMap<>();

  @Nullable
  public History of(String user) {
    return byUser.get(user);
  }

  /** The history of a user; creates an empty one if there is none. */
  public History open(String user) {
    return byUser.computeIfAbsent(user, u -> new History());
  }

  public void forget(String user) {
    byUser.remove(user);
  }

  /** A snapshot of all likes, users in the order of their ids. */
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
