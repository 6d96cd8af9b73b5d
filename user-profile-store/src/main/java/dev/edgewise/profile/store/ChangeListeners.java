/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.store;

import dev.edgewise.profile.store.ProfileStore.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The listeners to profile changes. An exception in one listener affects neither the others nor the
 * caller: it goes to the thread's handler of uncaught exceptions. Thread-safe.
 */
public final class ChangeListeners {
  private final List<Consumer<String>> all = new CopyOnWriteArrayList<>();

  /** Adds a listener until the subscription is closed. */
  public Subscription add(Consumer<String> listener) {
    all.add(listener);
    return () -> all.remove(listener);
  }

  /** Notifies all listeners that this user's profile has changed. */
  public void changed(String user) {
    for (Consumer<String> listener : all) {
      try {
        listener.accept(user);
      } catch (RuntimeException e) {
        Thread here = Thread.currentThread();
        here.getUncaughtExceptionHandler().uncaughtException(here, e);
      }
    }
  }
}
