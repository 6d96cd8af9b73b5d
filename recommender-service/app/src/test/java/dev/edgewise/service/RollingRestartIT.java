/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two instances behind clients that ask only those that are ready, as a load balancer does. */
@Tag("full")
@ExtendWith(SharedDemo.class)
class RollingRestartIT {
  private static final int CLIENTS = 4;

  private final RunningDemo demo;
  private final List<Instance> instances = new CopyOnWriteArrayList<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger answers = new AtomicInteger();
  private volatile boolean over;

  RollingRestartIT(RunningDemo demo) {
    this.demo = demo;
  }

  private static final class Instance {
    private final Serving service;
    private volatile boolean ready;

    private Instance(Serving service) {
      this.service = service;
    }

    private void probe() {
      try {
        ready = service.get("q/health/ready").statusCode() == 200;
      } catch (IOException e) {
        ready = false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Instance start() throws Exception {
    Instance instance =
        new Instance(
            new Serving(
                Map.of(
                    "EDGEWISE_AUTH", "off",
                    "EDGEWISE_KAFKA_BOOTSTRAP_SERVERS", demo.kafka(),
                    "EDGEWISE_REDIS_URI", demo.redis(),
                    "EDGEWISE_KAFKA_EVENTS_TOPIC", "rolling.events",
                    "EDGEWISE_KAFKA_GROUP", "rolling",
                    "QUARKUS_SHUTDOWN_DELAY", "3s")));
    assertThat(instance.service.await()).isTrue();
    Thread.ofVirtual().start(() -> instance.service.out().lines().forEach(line -> {}));
    instances.add(instance);
    RunningDemo.until(() -> instance.ready);
    return instance;
  }

  private void probeAll() {
    while (!over) {
      instances.forEach(Instance::probe);
      pause();
    }
  }

  private static void pause() {
    try {
      var _ = new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask(int client) {
    for (int i = 0; !over; i++) {
      List<Instance> ready = instances.stream().filter(instance -> instance.ready).toList();
      if (ready.isEmpty()) {
        failures.add("no instance is ready");
        pause();
        continue;
      }
      Serving service = ready.get(i % ready.size()).service;
      try {
        HttpResponse<String> answer =
            i % 3 == 0
                ? service.post(
                    "v1/events",
                    """
                    {"id":"%d-%d","user":"r%d","item":"0133093","type":"view","time":"%s"}
                    """
                        .formatted(client, i, client, Instant.now()),
                    "Content-Type",
                    "application/json")
                : service.get("v1/recommendations/r" + client + "?limit=5&deadline=5s");
        answers.incrementAndGet();
        if (answer.statusCode() != (i % 3 == 0 ? 202 : 200)) {
          failures.add(answer.statusCode() + " " + answer.body());
        }
      } catch (IOException e) {
        failures.add(e.toString());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  void aRollingRestartUnderLoadLosesNoRequest() throws Exception {
    List<Thread> threads = new ArrayList<>();
    threads.add(Thread.ofVirtual().start(this::probeAll));
    try {
      Instance first = start();
      Instance second = start();
      for (int i = 0; i < CLIENTS; i++) {
        int client = i;
        threads.add(Thread.ofVirtual().start(() -> ask(client)));
      }
      for (Instance old : List.of(first, second)) {
        int before = answers.get();
        RunningDemo.until(() -> answers.get() > before + 100);
        old.service.terminate();
        assertThat(old.service.ended()).isIn(0, 143);
        instances.remove(old);
        start();
      }
      int before = answers.get();
      RunningDemo.until(() -> answers.get() > before + 100);
    } finally {
      over = true;
      for (Thread thread : threads) {
        thread.join();
      }
      instances.forEach(instance -> instance.service.close());
    }
    assertThat(failures).isEmpty();
  }
}
