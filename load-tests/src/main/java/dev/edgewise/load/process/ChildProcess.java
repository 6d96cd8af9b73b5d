/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A program in a process of its own, which ends with this JVM at the latest. Used by one thread at
 * a time.
 */
public class ChildProcess implements AutoCloseable {
  private static final Duration LONGEST_END = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final int LAST_LINES = 10;
  private static final Set<Process> STARTED = ConcurrentHashMap.newKeySet();

  static {
    Thread ending = new Thread(() -> STARTED.forEach(Process::destroy), "end child processes");
    Runtime.getRuntime().addShutdownHook(ending);
  }

  private final String name;
  private final Process process;
  private final Path log;
  private final BufferedWriter in;
  private final BufferedReader out;

  /** Starts a program, whose name is for messages and whose builder writes the log. */
  public ChildProcess(String name, ProcessBuilder builder, Path log) throws IOException {
    this.name = name;
    this.process = builder.start();
    this.log = log;
    this.in = process.outputWriter();
    this.out = process.inputReader();
    STARTED.add(process);
  }

  /** A program's answers to {@link #ask}. */
  public interface Replies {
    String answer(String line) throws Exception;
  }

  /** Runs in the program: answers each line of standard input until the input ends. */
  public static void answerLines(Replies answers) throws Exception {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(answers.answer(line));
    }
  }

  /** Sends one line and returns the answer, or throws when the program has ended. */
  public final String ask(String line) throws IOException {
    try {
      in.write(line + "\n");
      in.flush();
      String answer = out.readLine();
      if (answer != null) {
        return answer;
      }
    } catch (IOException brokenPipe) {
      // the program has ended
    }
    throw failure("has ended");
  }

  /** An exception whose message has the last lines of the program's log. */
  final IOException failure(String what) throws IOException {
    List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
    List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    String tail = String.join("\n", last);
    return new IOException(name + " " + what + "; its last log lines:\n" + tail);
  }

  /** Waits until the program has done an action, or throws when that takes too long. */
  protected final void await(String action, Duration longest, Polling.Condition condition)
      throws IOException {
    if (!Polling.until(longest, PAUSE, condition)) {
      throw failure("did not " + action + " within " + longest);
    }
  }

  public final boolean alive() {
    return process.isAlive();
  }

  /** The program's process. */
  public final ProcessHandle handle() {
    return process.toHandle();
  }

  /** Ends the program as {@code kill -9} does, and returns when it is gone. */
  public final void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Asks the program to end; kills it and throws when it is not gone after a minute. */
  public final void terminate() throws IOException {
    process.destroy();
    if (!Polling.until(LONGEST_END, PAUSE, () -> !alive())) {
      kill();
      throw failure("did not end within " + LONGEST_END);
    }
  }

  /** Ends the program as {@code kill -9} does, without waiting. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
