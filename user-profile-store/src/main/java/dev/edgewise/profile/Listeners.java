/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import dev.edgewise.profile.ProfileStore.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Those who want to hear of changed profiles. Thread-safe. */
public final class Listeners {
  private final List<Consumer<String>> all = new CopyOnWriteArrayList<>();

  /** Adds one, until the subscription is closed. */
  public Subscription add(Consumer<String> listener) {
    all.add(listener);
    return () -> all.remove(listener);
  }

  /** Tells all of them that this user's profile has changed. */
  public void changed(String user) {
    all.forEach(listener -> listener.accept(user));
  }
}
