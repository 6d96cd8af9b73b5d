/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.faults;

import dev.edgewise.load.pipeline.ConsumerProcess;
import dev.edgewise.load.process.PlainRedis;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.store.ProfileStore;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A partition is delivered twice: once its latest stretch as new records, which the deduplication
 * window must know, and once every record by reading from the beginning without a checkpoint, which
 * the watermarks must know.
 */
record RepeatedDelivery(int events) implements Fault {
  /** Of one user: well within the deduplication window. */
  private static final int STRETCH = 100;

  @Override
  public void strike(Stage stage) throws IOException, InterruptedException {
    stage.feed().send(stage.next(events));
    LogContents log = Verdict.settle(stage);
    List<Event> repeated = latestOf(partition(log, 0));
    stage.feed().send(repeated.iterator());
    stage.count("events of a partition written again", repeated.size());
    long all = Verdict.settle(stage).events().size();
    expectNoEffect(stage, log.profiles(), "records written again");

    int forgotten = forgetCheckpoints(stage);
    stage.dismissConsumers();
    ConsumerProcess again =
        stage.startConsumer(
            stage.settings(
                stage.settings().bootstrapServers(), stage.settings().group() + ".again"),
            stage.redis().uri());
    var _ = again.await("read all again", status -> status.applied() >= all && status.lag() == 0);
    stage.count("checkpoints deleted", forgotten);
    stage.count("events read again from the beginning", all);
    expectNoEffect(stage, log.profiles(), "records read again");
  }

  private static List<PositionedEvent> partition(LogContents log, int partition) {
    return log.events().stream().filter(one -> one.position().partition() == partition).toList();
  }

  /** The last few of each user, in the order they stand in. */
  private static List<Event> latestOf(List<PositionedEvent> partition) {
    Map<String, Integer> taken = new HashMap<>();
    Deque<Event> latest = new ArrayDeque<>();
    for (PositionedEvent one : partition.reversed()) {
      if (taken.merge(one.event().user(), 1, Integer::sum) <= STRETCH) {
        latest.addFirst(one.event());
      }
    }
    return new ArrayList<>(latest);
  }

  /** Everything but what says how far the log was read must be as before. */
  private static void expectNoEffect(Stage stage, SortedMap<String, Profile> before, String what) {
    try (ProfileStore store = Verdict.open(stage)) {
      for (Profile profile : before.values()) {
        String part = Differences.firstComponent(profile, store.get(profile.user()), "applied");
        if (!part.isEmpty()) {
          stage.fault(what + " had an effect, first on " + profile.user() + ": " + part);
          return;
        }
      }
    }
  }

  private static int forgetCheckpoints(Stage stage) throws IOException {
    try (PlainRedis redis = PlainRedis.at(stage.redis().uri())) {
      List<String> keys = redis.call("KEYS", "edgewise:{log:*}:checkpoint");
      for (String key : keys) {
        var _ = redis.call("DEL", key);
      }
      return keys.size();
    }
  }
}
