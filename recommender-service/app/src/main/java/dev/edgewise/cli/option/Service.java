/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.option;

import dev.edgewise.recommend.RankingModel;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.service.config.Configuration;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigValidationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs the Quarkus application until the process gets the signal to stop. */
public final class Service {
  /** Static fields, because Quarkus creates the application from its class. */
  private static final AtomicReference<@Nullable Task> ONCE_UP = new AtomicReference<>();

  private static final AtomicReference<@Nullable Runnable> NEEDED = new AtomicReference<>();

  /**
   * Hibernate Validator logs its version at INFO when the configuration is read, before the
   * configured log levels apply. This reference keeps the logger, and its level, from collection.
   */
  private static final Logger VALIDATOR = Logger.getLogger("org.hibernate.validator");

  private static final int FIRST = 1;

  private static final Logger LOG = Logger.getLogger(Service.class.getName());

  private Service() {}

  /** A task to run once the application is up. */
  @FunctionalInterface
  public interface Task {
    void run() throws Exception;
  }

  /**
   * Runs the application until it ends.
   *
   * @param needed returns when Kafka and Redis can be used; the service loads its catalogue and its
   *     model meanwhile
   * @param onceUp runs as soon as HTTP answers
   * @return the exit status
   * @throws dev.edgewise.service.config.BadConfigException when a setting is invalid
   * @throws IllegalStateException when the application doesn't start; the message tells why
   */
  public static int run(Runnable needed, Task onceUp) {
    NEEDED.set(needed);
    ONCE_UP.set(onceUp);
    System.setProperty("vertx.disableURIValidation", "true"); // PathFilter says what is wrong
    VALIDATOR.setLevel(Level.WARNING);
    Thread.setDefaultUncaughtExceptionHandler(Service::endedThread);
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    int[] status = {0};
    Quarkus.run(
        Application.class,
        (code, thrown) -> {
          status[0] = code;
          failure.set(thrown);
        });
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw reason(thrown);
    }
    return status[0];
  }

  /**
   * Ends the process when a thread ran out of memory: without it, the service would stand still.
   */
  private static void endedThread(Thread thread, Throwable cause) {
    if (cause instanceof OutOfMemoryError) {
      System.err.println("edgewise: " + ErrorMessage.of(cause));
      Runtime.getRuntime().halt(1);
    }
    LOG.log(Level.SEVERE, "the thread " + thread.getName() + " has ended", cause);
  }

  /** Finds the cause to report: our own exception inside a framework's, or the last cause. */
  private static RuntimeException reason(Throwable thrown) {
    Throwable reason = thrown;
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null) {
        reason = cause;
      }
      if (cause.getClass().getName().startsWith("dev.edgewise.")) {
        break;
      }
    }
    if (reason instanceof ConfigValidationException bad) {
      return Configuration.problems(bad);
    }
    return reason instanceof RuntimeException plain
        ? plain
        : new IllegalStateException(reason.getMessage(), reason);
  }

  /** Waits for what the service needs, before its parts start. */
  @Singleton
  static final class Gate {
    /** The parameters are the parts whose creation takes long. */
    void await(
        @Observes @Priority(FIRST) StartupEvent event, RankingModel model, Candidates candidates) {
      Runnable needed = NEEDED.get();
      if (needed != null) {
        needed.run();
      }
    }
  }

  /** The application that Quarkus runs. */
  public static final class Application implements QuarkusApplication {
    @Override
    public int run(String... arguments) throws Exception {
      Task task = ONCE_UP.get();
      if (task != null) {
        task.run();
      }
      Quarkus.waitForExit();
      return 0;
    }
  }
}
