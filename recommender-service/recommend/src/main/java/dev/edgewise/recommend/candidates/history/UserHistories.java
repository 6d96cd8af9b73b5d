/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.history;

import dev.edgewise.recommend.learn.Interactions;
import java.util.HashMap;
import java.util.Map;

/**
 * The histories of all users. Not thread-safe by itself: {@code Candidates} allows many readers or
 * one writer.
 */
public final class UserHistories {
  private final Map<String, History> byUser = new HashMap<>();

  /** The history of a user; creates an empty one if there is none. */
  public History open(String user) {
    return byUser.computeIfAbsent(user, u -> new History());
  }

  public void forget(String user) {
    byUser.remove(user);
  }

  /** A snapshot of all histories, users in the order of their ids. */
  public Interactions snapshot(int items) {
    Interactions.Builder snapshot = new Interactions.Builder();
    byUser.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(user -> user.getValue().addTo(snapshot));
    return snapshot.build(items);
  }
}
