/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.history;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The histories of all users. Not thread-safe by itself: {@code Candidates} allows many readers or
 * one writer.
 */
public final class UserHistories {
  private final Map<String, History> byUser = new HashMap<>();

  public @Nullable History of(String user) {
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
    LikeMatrix.Builder likes = new LikeMatrix.Builder(items);
    byUser.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(user -> likes.add(user.getValue()));
    return likes.build();
  }
}
