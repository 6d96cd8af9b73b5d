/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.traffic;

import static java.util.stream.Collectors.toCollection;

import dev.edgewise.load.traffic.LoadResult.LoadAnswer;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to a server on this machine and takes the time of the answers. It shares the
 * processor with the server, so it needs little of it: one thread sends, one thread reads.
 *
 * <p>In the open model requests are due by a schedule, and an answer's time counts from there. When
 * all connections wait for answers, further requests wait for a connection, and their time runs. So
 * a server that stalls can't hide the stall by slowing down the generator ("coordinated omission",
 * Gil Tene, How NOT to Measure Latency, 2013). In the closed model each connection sends the next
 * request when it has its answer.
 *
 * @param requests makes the next request; used by one thread
 * @param connections how many connections to open, each with one request under way at a time
 */
public record LoadGenerator(
    URI server, AnswerFormat format, Supplier<byte[]> requests, int connections) {
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(10);

  /**
   * Sends by a schedule, and then waits for the last answers, at most for some time. A request for
   * which no connection got free until then has no answer.
   */
  public LoadResult open(Schedule schedule, Duration patience) throws IOException {
    try (LoadRun run = new LoadRun()) {
      long stop = schedule.end() + patience.toNanos();
      Set<Long> open = new LinkedHashSet<>();
      for (int i = 0; i < schedule.count(); i++) {
        long due = schedule.due(i);
        sleepUntil(due);
        if (schedule.counts(due)) {
          open.add(due);
        }
        LoadConnection free = run.free(stop);
        if (free != null) {
          free.send(requests.get(), due);
        }
      }
      long begin = open.iterator().next();
      List<LoadAnswer> answers = run.finish(stop, begin);
      answers.forEach(answer -> open.remove(answer.due()));
      long stopped = System.nanoTime();
      open.forEach(due -> answers.add(new LoadAnswer(due, stopped, null)));
      return new LoadResult(begin, schedule.end(), answers);
    }
  }

  /** Sends in the closed model for some seconds, after a warm-up that doesn't count. */
  public LoadResult closed(double warmUp, double seconds) throws IOException {
    try (LoadRun run = new LoadRun()) {
      long begin = System.nanoTime() + (long) (warmUp * 1e9);
      long end = begin + (long) (seconds * 1e9);
      while (System.nanoTime() < end) {
        LoadConnection free = run.free(end);
        if (free != null) {
          free.send(requests.get(), System.nanoTime());
        }
      }
      return new LoadResult(begin, end, run.finish(end + LAST_ANSWERS.toNanos(), begin));
    }
  }

  private static void sleepUntil(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** The connections of one run, and the thread that reads from them. */
  private final class LoadRun implements AutoCloseable {
    private final Selector selector = Selector.open();
    private final BlockingDeque<LoadConnection> free = new LinkedBlockingDeque<>();
    private final List<LoadConnection> all = new ArrayList<>();
    private final List<LoadAnswer> answers = new ArrayList<>();
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
    private final Thread reader = new Thread(this::readAll, "load-reader");
    private volatile boolean over;

    LoadRun() throws IOException {
      for (int i = 0; i < connections; i++) {
        all.add(new LoadConnection(server, selector));
      }
      free.addAll(all);
      reader.start();
    }

    /** The connection that was used last and is free; null when none is by a time. */
    @Nullable LoadConnection free(long until) throws IOException {
      IOException failed = failure.get();
      if (failed != null) {
        throw failed;
      }
      try {
        return free.pollFirst(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException("interrupted", e);
      }
    }

    /** Waits for the last answers until a time, and returns those to requests since another. */
    List<LoadAnswer> finish(long until, long since) throws IOException {
      for (int i = 0; i < connections && free(until) != null; i++) {}
      over = true;
      selector.wakeup();
      try {
        reader.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException("interrupted", e);
      }
      return answers.stream()
          .filter(answer -> answer.due() >= since)
          .collect(toCollection(ArrayList::new));
    }

    private void readAll() {
      try {
        while (!over) {
          selector.select(key -> {
            try {
              read((LoadConnection) key.attachment());
            } catch (IOException e) {
              key.cancel();
              failure.compareAndSet(null, e);
            }
          });
        }
      } catch (IOException e) {
        failure.compareAndSet(null, e);
      }
    }

    private void read(LoadConnection connection) throws IOException {
      long due = connection.due();
      AnswerKind kind = connection.read(format);
      if (kind != null) {
        answers.add(new LoadAnswer(due, System.nanoTime(), kind));
        free.addFirst(connection);
      }
    }

    @Override
    public void close() throws IOException {
      over = true;
      selector.wakeup();
      for (LoadConnection connection : all) {
        connection.close();
      }
      selector.close();
    }
  }
}
