/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.faults;

import dev.edgewise.ingest.local.LocalRedis.Durability;
import dev.edgewise.load.process.TemporaryFolder;
import dev.edgewise.load.report.Machine;
import dev.edgewise.load.report.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Kills and cuts off real processes while events flow, and compares afterwards every profile with
 * what a sequential model makes of the log. What happens when is drawn from a seed; what of it
 * meets which event is up to the machine.
 */
public final class FaultSuite {
  private static final int USERS = 2000;

  private final Path home;
  private final long seed;
  private final PrintStream log;
  private final Report report = new Report(Machine.describe());

  /**
   * A suite that has not run.
   *
   * @param home root of the product's own files
   * @param log where it says what it is at
   */
  public FaultSuite(Path home, long seed, PrintStream log) {
    this.home = home;
    this.seed = seed;
    this.log = log;
  }

  /**
   * All drills, which takes some five minutes at full size.
   *
   * @param events of the first drill, those of the others being a share of that
   * @param kills of the consumer in the first
   */
  public Report run(int events, int kills) throws IOException, InterruptedException {
    try (TemporaryFolder folder = new TemporaryFolder()) {
      withBroker(folder.path(), folder.path().resolve("broker"), drills(events, kills));
      fullDisk(folder.path(), events / 5);
    }
    return report;
  }

  private static List<Drill> drills(int events, int kills) {
    int share = events / 5;
    Fault redis = new ServerKills(ServerKills.Server.REDIS, 5, share);
    return List.of(
        drill("consumer killed", Durability.EVERY_SECOND, new ConsumerKills(kills, events)),
        drill("Redis killed, append-only file on", Durability.EVERY_SECOND, redis),
        drill("Redis killed, append-only file off", Durability.NONE, redis),
        drill(
            "broker killed",
            Durability.EVERY_SECOND,
            new ServerKills(ServerKills.Server.KAFKA, 3, share)),
        drill("network broken", Durability.EVERY_SECOND, new NetworkFaults(12, share)),
        drill("rebalance storm", Durability.EVERY_SECOND, new RebalanceStorm(12, share)),
        drill("delivered twice", Durability.EVERY_SECOND, new RepeatedDelivery(share)));
  }

  private static Drill drill(String name, Durability durability, Fault fault) {
    return new Drill(name, durability, USERS, List.of(fault));
  }

  /** A few faults on one stage, in less than a minute: all kinds that end a process. */
  public Report runSample(int events) throws IOException, InterruptedException {
    int share = events / 4;
    Drill sample =
        new Drill(
            "sample",
            Durability.EVERY_SECOND,
            USERS / 10,
            List.of(
                new ConsumerKills(3, share),
                new ServerKills(ServerKills.Server.REDIS, 1, share),
                new ServerKills(ServerKills.Server.KAFKA, 1, share),
                new RebalanceStorm(1, share)));
    try (TemporaryFolder folder = new TemporaryFolder()) {
      withBroker(folder.path(), folder.path().resolve("broker"), List.of(sample));
    }
    return report;
  }

  private void fullDisk(Path folder, int events) throws IOException, InterruptedException {
    Optional<SmallDisk> mounted = SmallDisk.mount(folder.resolve("disk"));
    if (mounted.isEmpty()) {
      report.note("disk full: left out, since mounting a small disk takes root on Linux");
      return;
    }
    try (SmallDisk disk = mounted.get()) {
      withBroker(
          folder,
          disk.path(),
          List.of(drill("disk full", Durability.EVERY_SECOND, new DiskFull(disk, events))));
    }
  }

  private void withBroker(Path folder, Path data, List<Drill> drills)
      throws IOException, InterruptedException {
    try (Brokers brokers = new Brokers(home, data)) {
      for (Drill drill : drills) {
        log.println(drill.name() + " ...");
        run(drill, brokers, folder);
      }
    }
  }

  /** One drill that fails doesn't take the others with it. */
  private void run(Drill drill, Brokers brokers, Path folder)
      throws IOException, InterruptedException {
    String id = drill.name().replaceAll("[^A-Za-z]+", "-");
    Path own = Files.createDirectories(folder.resolve(id));
    long begun = System.nanoTime();
    try (Stage stage =
        new Stage(
            drill.name(),
            drill.durability(),
            drill.users(),
            id,
            brokers,
            seed + id.hashCode(),
            report,
            own)) {
      stage.feed().send(stage.next(drill.users()));
      stage.plantPoison();
      for (Fault fault : drill.faults()) {
        fault.strike(stage);
      }
      stage.plantPoison();
      Verdict.on(stage);
      stage.note("took", (System.nanoTime() - begun) / 1e9, "s");
    } catch (IOException | RuntimeException e) {
      report.fault(drill.name() + ": " + e.getMessage());
    }
  }
}
