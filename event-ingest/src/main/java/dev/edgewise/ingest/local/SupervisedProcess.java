/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.local;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A child process that can't outlive this one. A small shell script between the two reads from a
 * pipe that only this JVM can write to. When the pipe breaks, the script ends the child, so this
 * works for {@code kill -9} too. Where the system allows it, the child has its own process group:
 * Ctrl-C in the terminal then reaches only this JVM, which can close its clients before their
 * servers.
 */
final class SupervisedProcess implements AutoCloseable {
  private static final int TAIL_LINES = 15;

  private final String name;
  private final Process process;
  private final Path log;
  private final Path pids;

  private SupervisedProcess(String name, Process process, Path log, Path pids) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.pids = pids;
  }

  /**
   * Starts a command, and appends its output to the log.
   *
   * @param pids the file that lists the running processes
   */
  static SupervisedProcess start(String name, List<String> command, Path log, Path pids) {
    List<String> whole = new ArrayList<>(ownGroup());
    whole.addAll(List.of("/bin/sh", "-c", script(), "supervise", pids.toString()));
    whole.addAll(command);
    try {
      Process process =
          new ProcessBuilder(whole)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return new SupervisedProcess(name, process, log, pids);
    } catch (IOException e) {
      throw new LocalStartException(name + " can't be started: " + e.getMessage(), e);
    }
  }

  /**
   * Returns when the child is ready.
   *
   * @throws LocalStartException when the child ends or is not ready in time; it is stopped then
   */
  void awaitReady(BooleanSupplier ready, Duration bound) {
    long end = System.nanoTime() + bound.toNanos();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive()) {
        throw failed("ended at once, with status " + process.exitValue());
      }
      if (System.nanoTime() > end) {
        throw failed("did not answer within " + bound.toSeconds() + " s");
      }
      pause();
    }
  }

  private void pause() {
    try {
      process.waitFor(10, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("was interrupted at its start");
    }
  }

  private LocalStartException failed(String what) {
    close();
    return new LocalStartException(name + " " + what + "; the end of " + log + ":\n" + tail());
  }

  boolean alive() {
    return process.isAlive();
  }

  /**
   * Kills the child as {@code kill -9} does, and returns when it has ended. The script then ends by
   * itself.
   *
   * @throws IllegalStateException when it is still running after fifteen seconds
   */
  void kill() {
    try {
      String[] ids = Files.readString(pids).trim().split(" ", 2);
      ProcessHandle.of(Long.parseLong(ids[1])).ifPresent(ProcessHandle::destroyForcibly);
    } catch (IOException e) {
      throw new IllegalStateException(name + " can't be killed: " + pids + " is unreadable", e);
    }
    if (!StaleProcesses.awaitEnd(process.toHandle())) {
      throw new IllegalStateException(name + " was killed, but is still running");
    }
  }

  private String tail() {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "(not readable: " + e.getMessage() + ")";
    }
  }

  /** Stops the child properly, or kills it after ten seconds. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // the child has already ended
    }
    if (!StaleProcesses.awaitEnd(process.toHandle())) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /**
   * A process group is better than a session: Linux shares the processors among sessions first, and
   * a busy service would then hold up the answers of its Redis.
   */
  private static List<String> ownGroup() {
    if (onPath("perl")) {
      return List.of("perl", "-e", "setpgrp(0, 0); exec @ARGV or die;");
    }
    return onPath("setsid") ? List.of("setsid") : List.of();
  }

  static boolean onPath(String program) {
    for (String directory :
        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, program))) {
        return true;
      }
    }
    return false;
  }

  private static String script() {
    try (InputStream in = SupervisedProcess.class.getResourceAsStream("supervise.sh")) {
      if (in == null) {
        throw new IllegalStateException("supervise.sh is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("supervise.sh can't be read", e);
    }
  }
}
