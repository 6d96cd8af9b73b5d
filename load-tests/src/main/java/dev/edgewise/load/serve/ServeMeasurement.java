/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.serve;

import dev.edgewise.load.events.RedisInspector;
import dev.edgewise.load.process.Polling;
import dev.edgewise.load.serve.ServeFigures.FigureRow;
import dev.edgewise.load.traffic.AnswerFormat;
import dev.edgewise.load.traffic.AnswerKind;
import dev.edgewise.load.traffic.HttpAnswers;
import dev.edgewise.load.traffic.LoadGenerator;
import dev.edgewise.load.traffic.LoadResult;
import dev.edgewise.load.traffic.RedisReads;
import dev.edgewise.load.traffic.Schedule;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Measures a running service: first each kind of answer alone and as often as it goes, then lists
 * under loads of the open model, while a user's profile is asked for 20 times a second. Used by one
 * thread.
 */
public final class ServeMeasurement {
  static final String FRESH = "list, fresh";
  static final String STORED = "list, stored";
  static final String PROFILE = "profile";
  static final String EMPTY = "empty endpoint";
  static final String REDIS = "bare Redis reads of profile and list";

  /** Median and 99 % are the figures of one connection, which is what a user alone would see. */
  private static final int ALONE = 1;

  /** A load under which answers take longer is no throughput that a service can hold. */
  private static final double SHARE_OF_DEADLINE = 0.75;

  /** Requests a second when the service is too slow for the deadline. */
  private static final double SLOWEST = 0.5;

  private static final double PROFILES_A_SECOND = 20;
  private static final int PROFILE_CONNECTIONS = 16;
  private static final Duration LOOK = Duration.ofMillis(300);
  private static final double IDLE = 0.15;

  private final ServeTarget target;
  private final ServePlan plan;
  private final PrintStream log;
  private final StoredLists stored;
  private final Map<String, Subject> subjects = new LinkedHashMap<>();
  private final FigureRounds speeds = new FigureRounds();
  private final FigureRounds loads = new FigureRounds();

  /** Something that can be asked for. */
  private record Subject(URI server, AnswerFormat format, Supplier<byte[]> requests) {
    LoadGenerator generator(int connections) {
      return new LoadGenerator(server, format, requests, connections);
    }
  }

  /**
   * Prepares a measurement.
   *
   * @param known users with a profile; the last of them get a stored list
   */
  public ServeMeasurement(ServeTarget target, KnownUsers known, ServePlan plan, PrintStream log) {
    this.target = target;
    this.plan = plan;
    this.log = log;
    KnownUsers last = known.last(plan.storedUsers());
    stored = new StoredLists(target.uri(), last);
    AnswerFormat http = new HttpAnswers();
    Supplier<byte[]> fresh = ListRequests.fresh(known.allBut(plan.storedUsers()));
    String user = last.users().getFirst().user();
    byte[] profile = ListRequests.request("/v1/users/" + user + "/profile");
    List<String> keys =
        List.of(RedisInspector.userKey(user, "profile3"), RedisInspector.userKey(user, "ranking"));
    byte[] reads = RedisReads.request(keys);
    subjects.put(FRESH, new Subject(target.uri(), http, fresh));
    subjects.put(STORED, new Subject(target.uri(), http, ListRequests.repeated(last)));
    subjects.put(PROFILE, new Subject(target.uri(), http, () -> profile));
    subjects.put(REDIS, new Subject(target.redis(), new RedisReads(keys.size()), () -> reads));
  }

  /** Adds a server that answers each request with the same bytes. */
  void compareWithEmptyEndpoint(URI server) {
    byte[] request = ListRequests.request("/");
    subjects.put(EMPTY, new Subject(server, new HttpAnswers(), () -> request));
  }

  /** Measures all rounds. */
  public void measure() throws IOException {
    for (int round = 0; round < plan.rounds(); round++) {
      stored.renew();
      for (Map.Entry<String, Subject> subject : subjects.entrySet()) {
        speed(subject.getKey(), subject.getValue());
      }
    }
    Map<String, Double> saturations = new LinkedHashMap<>();
    for (FigureRow row : speeds.rows()) {
      saturations.put(row.subject(), row.median(LoadFigure.PEAK));
    }
    for (int round = 0; round < plan.rounds(); round++) {
      stored.renew();
      for (String subject : List.of(FRESH, STORED)) {
        for (double times : plan.times()) {
          double perSecond = times * saturations.getOrDefault(subject, 0.0);
          load(subject, times, Math.max(SLOWEST, perSecond));
        }
      }
    }
    rest();
  }

  /** One row for each kind of answer. */
  List<FigureRow> speeds() {
    return speeds.rows();
  }

  /** One row for each load of the open model. */
  public List<FigureRow> loads() {
    return loads.rows();
  }

  private void speed(String name, Subject subject) throws IOException {
    log.println(name + ": alone, then as often as it goes ...");
    rest();
    LoadResult alone = subject.generator(ALONE).closed(plan.warmUp(), plan.seconds());
    double peak = inTime(alone);
    for (int connections : plan.connections()) {
      LoadResult result = subject.generator(connections).closed(plan.warmUp(), plan.seconds());
      peak = Math.max(peak, inTime(result));
    }
    Map<LoadFigure, Double> figures = new EnumMap<>(LoadFigure.class);
    figures.put(LoadFigure.MEDIAN, alone.millis(0.5));
    figures.put(LoadFigure.P99, alone.millis(0.99));
    figures.put(LoadFigure.PEAK, peak);
    speeds.add(name, 0, figures);
  }

  /** The complete answers a second; 0 when they leave no time to spare. */
  private static double inTime(LoadResult result) {
    double full = result.share(AnswerKind.FULL) + result.share(AnswerKind.STORED);
    double most = SHARE_OF_DEADLINE * ServePlan.DEADLINE.toMillis();
    return result.millis(0.5) <= most ? full * result.perSecond() : 0;
  }

  private void load(String name, double times, double perSecond) throws IOException {
    log.printf("%s: %.1f times the saturation, %.1f a second ...%n", name, times, perSecond);
    rest();
    Subject subject = subjects.get(name);
    Subject profiles = subjects.get(PROFILE);
    if (subject == null || profiles == null) {
      throw new IllegalArgumentException("there are no requests for " + name);
    }
    ProcessorTime before = ProcessorTime.of(target.process());
    try (var thread = Executors.newSingleThreadExecutor()) {
      CompletableFuture<LoadResult> meanwhile =
          send(profiles.generator(PROFILE_CONNECTIONS), PROFILES_A_SECOND, thread);
      LoadResult result =
          subject
              .generator(ServePlan.MOST_UNDER_WAY)
              .open(Schedule.now(perSecond, plan.warmUp(), plan.seconds()), ServePlan.PATIENCE);
      LoadResult profile = meanwhile.join();
      ProcessorTime used = ProcessorTime.of(target.process()).since(before);
      loads.add(name, times, figures(result, profile, used, perSecond));
    } catch (CompletionException e) {
      throw new IOException("profiles: " + e.getCause(), e);
    }
  }

  private CompletableFuture<LoadResult> send(
      LoadGenerator generator, double perSecond, Executor thread) {
    CompletableFuture<LoadResult> result = new CompletableFuture<>();
    thread.execute(() -> {
      try {
        Schedule schedule = Schedule.now(perSecond, plan.warmUp(), plan.seconds());
        result.complete(generator.open(schedule, ServePlan.PATIENCE));
      } catch (IOException | RuntimeException e) {
        result.completeExceptionally(e);
      }
    });
    return result;
  }

  private Map<LoadFigure, Double> figures(
      LoadResult result, LoadResult profile, ProcessorTime used, double perSecond) {
    Map<LoadFigure, Double> figures = new EnumMap<>(LoadFigure.class);
    figures.put(LoadFigure.ASKED, perSecond);
    figures.put(LoadFigure.ANSWERED, result.perSecond());
    figures.put(LoadFigure.MEDIAN, result.millis(0.5));
    figures.put(LoadFigure.P99, result.millis(0.99));
    figures.put(LoadFigure.LONGEST, result.millis(1));
    double storedShare = result.share(AnswerKind.STORED);
    figures.put(LoadFigure.IN_FULL, storedShare + result.share(AnswerKind.FULL));
    figures.put(LoadFigure.STORED, storedShare);
    figures.put(LoadFigure.AT_ONCE, result.share(AnswerKind.AT_ONCE));
    figures.put(LoadFigure.REFUSED, result.share(AnswerKind.REFUSED));
    figures.put(LoadFigure.LATE, result.late(ServePlan.DEADLINE));
    figures.put(LoadFigure.PROFILE_P99, profile.millis(0.99));
    double answers = result.perSecond() * (plan.warmUp() + plan.seconds());
    figures.put(LoadFigure.PROCESSOR, 1e3 * used.service() / Math.max(1, answers));
    figures.put(LoadFigure.GENERATOR, used.share(used.generator()));
    figures.put(LoadFigure.OTHERS, used.share(used.others()));
    return figures;
  }

  /** Waits until the service has done what the last load left to it, but not for long. */
  private void rest() throws IOException {
    var _ =
        Polling.until(
            plan.rest(),
            Duration.ZERO,
            () -> {
              ProcessorTime before = ProcessorTime.of(target.process());
              Polling.sleep(LOOK);
              ProcessorTime used = ProcessorTime.of(target.process()).since(before);
              return used.service() <= IDLE * used.elapsed();
            });
  }
}
