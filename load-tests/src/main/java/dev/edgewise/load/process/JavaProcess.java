/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Java program of this module in a process of its own, that answers each line written to it with
 * one line. It is to end when its input does, so that it doesn't outlive this process. Used by one
 * thread at a time.
 */
public final class JavaProcess implements AutoCloseable {
  private static final Duration LONGEST_END = Duration.ofSeconds(60);
  private static final int TAIL = 10;

  private final String name;
  private final Process process;
  private final BufferedWriter in;
  private final BufferedReader out;
  private final Path log;

  private JavaProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.in = process.outputWriter();
    this.out = process.inputReader();
    this.log = log;
  }

  /**
   * How to run it.
   *
   * @param classPath its class path
   * @param options of the virtual machine
   */
  public record Jvm(String classPath, List<String> options) {
    public Jvm {
      options = List.copyOf(options);
    }

    /** With this process's own jars, and quick to start. */
    public static Jvm small() {
      return new Jvm(
          System.getProperty("java.class.path"),
          List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    }

    /** With the jars that the service has, as quick as it can run. */
    public static Jvm ofService(Path home) {
      Path jars = home.resolve("recommender-service/app/target/quarkus-app/lib");
      return new Jvm(
          home.resolve("load-tests/target/classes")
              + ":"
              + jars.resolve("main")
              + "/*:"
              + jars.resolve("boot")
              + "/*",
          List.of(
              "-Xmx512m",
              "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
              "-Dorg.jboss.logging.provider=jboss"));
    }
  }

  /** Starts it; what it says on standard error is appended to the log. */
  public static JavaProcess start(Jvm jvm, Class<?> main, List<String> arguments, Path log)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm.options());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Duser.timezone=UTC",
            "-cp",
            jvm.classPath(),
            main.getName()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new JavaProcess(main.getSimpleName(), process, log);
  }

  /**
   * What it answers to a line.
   *
   * @throws IOException when it has ended, with the end of its log
   */
  public String ask(String line) throws IOException {
    try {
      in.write(line);
      in.newLine();
      in.flush();
      String answer = out.readLine();
      if (answer != null) {
        return answer;
      }
    } catch (IOException e) {
      throw ended(e);
    }
    throw ended(null);
  }

  private IOException ended(@Nullable IOException cause) {
    return new IOException(name + " has ended; its last words:\n" + lastWords(), cause);
  }

  /** The end of its log. */
  public String lastWords() {
    try {
      List<String> lines = Files.readString(log, StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    } catch (IOException e) {
      return "(" + log + " can't be read)";
    }
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** Ends it as {@code kill -9} does, and returns when it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /**
   * Ends it as {@code kill} does, and returns when it is gone.
   *
   * @throws IOException when it is still there after a minute; it is killed then
   */
  public void terminate() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) {
      kill();
      throw new IOException(name + " did not end within " + LONGEST_END);
    }
  }

  /** Ends it by force: whoever wants more than that has terminated it before. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
