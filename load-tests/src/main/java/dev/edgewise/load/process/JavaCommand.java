/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that runs Java programs in a JVM of their own.
 *
 * @param classPath the class path of the programs
 * @param options of the JVM
 */
public record JavaCommand(String classPath, List<String> options) {

  /** A JVM with the class path of this one. */
  public static JavaCommand withOwnClassPath(String... options) {
    return new JavaCommand(System.getProperty("java.class.path"), List.of(options));
  }

  /** A JVM with the libraries of the service. */
  public static JavaCommand ofService(Path home) {
    Path libraries = home.resolve("recommender-service/app/target/quarkus-app/lib");
    Path classes = home.resolve("load-tests/target/classes");
    String logging = "-Djava.util.logging.manager=org.jboss.logmanager.LogManager";
    return new JavaCommand(
        classes + ":" + libraries + "/main/*:" + libraries + "/boot/*",
        List.of("-Xmx512m", logging, "-Dorg.jboss.logging.provider=jboss"));
  }

  /** The command for a main class and the arguments of the program, word by word. */
  public List<String> words(String main, List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(options);
    words.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    words.addAll(List.of("-Duser.timezone=UTC", "-cp", classPath, main));
    words.addAll(arguments);
    return words;
  }

  /** The same as a process to be started, whose standard error is appended to the log. */
  public ProcessBuilder builder(Class<?> main, List<String> arguments, Path log) {
    return new ProcessBuilder(words(main.getName(), arguments))
        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
  }
}
