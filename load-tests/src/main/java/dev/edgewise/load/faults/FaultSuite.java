/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.faults;

import dev.edgewise.ingest.local.LocalKafka;
import dev.edgewise.ingest.local.LocalRedis.Durability;
import dev.edgewise.load.faults.Stage.Drill;
import dev.edgewise.load.faults.Stage.DrillFault;
import dev.edgewise.load.report.SuiteRun;
import dev.edgewise.load.report.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Kills and cuts off real processes while events flow, and afterwards compares every profile with
 * the one that a sequential model makes of the log. A seed fixes the events and the pauses between
 * faults; which event a fault meets depends on the machine. Used by one thread.
 */
public record FaultSuite(SuiteRun run, long seed) {
  private static final int USERS = 2000;

  /**
   * Runs all drills, which takes some five minutes at full size. The events and the kills of the
   * consumer are those of the first drill; the others get a fifth of the events.
   */
  public void measure(int events, int kills) throws IOException {
    int share = events / 5;
    DrillFault redis = stage -> Faults.killRedis(stage, 5, share);
    List<Drill> drills =
        List.of(
            drill("consumer killed", stage -> Faults.killConsumer(stage, kills, events)),
            drill("Redis killed, append-only file on", redis),
            new Drill("Redis killed, append-only file off", Durability.NONE, USERS, redis),
            drill("broker killed", stage -> Faults.killBroker(stage, 3, share)),
            drill("network broken", stage -> Faults.breakNetwork(stage, 12, share)),
            drill("rebalance storm", stage -> Faults.stormOfRebalances(stage, 12, share)),
            drill("delivered twice", stage -> Faults.deliverTwice(stage, share)));
    try (TemporaryFolder folder = new TemporaryFolder()) {
      runDrills(folder.path().resolve("broker"), drills);
      fillDisk(Files.createDirectory(folder.path().resolve("disk")), share);
    }
  }

  private static Drill drill(String name, DrillFault fault) {
    return new Drill(name, Durability.EVERY_SECOND, USERS, fault);
  }

  private void fillDisk(Path folder, int events) throws IOException {
    Optional<SmallDisk> mounted = SmallDisk.mount(folder);
    if (mounted.isEmpty()) {
      run.report().note("no drill with a full disk: only root on Linux can mount a small disk");
      return;
    }
    try (SmallDisk disk = mounted.get()) {
      runDrills(folder, List.of(drill("disk full", stage -> disk.fillUp(stage, events))));
    }
  }

  /** Runs drills one after another on one broker with its data in a folder. */
  void runDrills(Path data, List<Drill> drills) throws IOException {
    Path libraries = run.home().resolve("event-ingest/broker/target/lib");
    try (SocketProxy proxy = new SocketProxy();
        LocalKafka kafka = LocalKafka.startBehind(libraries, data, proxy.port())) {
      proxy.leadTo(kafka.innerPort());
      for (Drill drill : drills) {
        run.part(drill.name(), folder -> runDrill(drill, kafka, proxy, folder));
      }
    }
  }

  private void runDrill(Drill drill, LocalKafka kafka, SocketProxy proxy, Path folder)
      throws IOException {
    long begun = System.nanoTime();
    long ownSeed = seed + drill.id().hashCode();
    try (Stage stage = new Stage(drill, kafka, proxy, ownSeed, run.report(), folder)) {
      stage.send(drill.users());
      stage.plantPoison();
      drill.fault().strike(stage);
      stage.plantPoison();
      Verdict.judge(stage);
      stage.note("took", (System.nanoTime() - begun) / 1e9, "s");
    }
  }
}
