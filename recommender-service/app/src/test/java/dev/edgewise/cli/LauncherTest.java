/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the launcher at the root of the repository in a shell. */
class LauncherTest {
  private static final Path LAUNCHER = Path.of("..", "..", "edgewise").toAbsolutePath().normalize();

  @TempDir Path temp;

  /** What java says first. */
  private String says = "Edgewise is ready";

  private record Ended(int status, String out, String err) {}

  private Ended run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", LAUNCHER.toString()));
    command.addAll(List.of(arguments));
    Path out = temp.resolve("out");
    Path err = temp.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(
        process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }

  /** Creates a folder that looks like a JDK whose java prints this version. */
  private Path jdk(String name, String version) throws IOException {
    Path home = temp.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    for (String tool : List.of("java", "javac")) {
      Path file = home.resolve("bin").resolve(tool);
      Files.writeString(
          file,
          """
          #!/bin/sh
          [ "$1" = -version ] && { echo 'openjdk version "%s" 2025-09-16' >&2; exit 0; }
          for a; do case "$a" in -XX:AOTCacheOutput=*) echo classes >"${a#*=}" ;; esac; done
          echo "%s: ran with $0 $*"
          """
              .formatted(version, says));
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    return home;
  }

  @Test
  void itSaysItsVersionAndItsCommands() throws Exception {
    assertThat(run(Map.of(), "--version").out()).matches("edgewise \\d+\\.\\d+\\.\\d+\\S*\\n");
    Ended help = run(Map.of(), "--help");
    assertThat(help.status()).isZero();
    assertThat(help.out())
        .contains("demo", "serve", "check", "test", "train", "rank", "events", "bench");
    assertThat(run(Map.of()).out()).isEqualTo(help.out());
  }

  @Test
  void anUnknownCommandIsBadUsage() throws Exception {
    Ended ended = run(Map.of(), "fly");
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).contains("unknown command \"fly\"").contains("--help");
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void aNamedJdkThatIsTooOldIsRefused() throws Exception {
    Path old = jdk("old", "17.0.15");
    Ended ended = run(Map.of("EDGEWISE_JAVA_HOME", old.toString()), "demo");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err()).contains(old.toString()).contains("not a JDK 25 or later");
  }

  @Test
  void withoutAnyJdkItSaysWhatToInstallAndWhere() throws Exception {
    String script = Files.readString(LAUNCHER, UTF_8);
    Path moved = temp.resolve("edgewise");
    Files.writeString(
        moved,
        script
            .replace("/usr/lib/jvm/*", temp + "/none/*")
            .replace("/opt/java/*", temp + "/none/*")
            .replace("/opt/jdk*", temp + "/none*"),
        UTF_8);
    Path old = jdk("seventeen", "17.0.15");
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", moved.toString(), "demo");
    builder.environment().remove("JAVA_HOME");
    builder.environment().remove("EDGEWISE_JAVA_HOME");
    builder.environment().put("HOME", temp.toString());
    builder.environment().put("PATH", old.resolve("bin") + ":/usr/bin:/bin");
    builder.redirectErrorStream(true);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(said).contains("no JDK 25").contains("EDGEWISE_JAVA_HOME").contains("Install");
  }

  /** Returns the command line with which a built copy of the launcher would start Java. */
  private String started(String options, String command) throws IOException, InterruptedException {
    return started(Map.of(), options, command);
  }

  private String started(Map<String, String> environment, String options, String command)
      throws IOException, InterruptedException {
    Path jar = temp.resolve("recommender-service/app/target/quarkus-app/quarkus-run.jar");
    Files.createDirectories(jar.getParent());
    Files.createDirectories(temp.resolve("target"));
    for (Path file : List.of(jar, temp.resolve("target/built"))) {
      Files.writeString(file, "");
    }
    Files.copy(LAUNCHER, temp.resolve("edgewise"), StandardCopyOption.REPLACE_EXISTING);
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", temp.resolve("edgewise").toString(), command);
    builder.environment().put("EDGEWISE_JAVA_HOME", jdk("new", "25.0.1").toString());
    builder.environment().put("EDGEWISE_JAVA_OPTIONS", options);
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  @Test
  void textIsUtf8InTheLocaleOfContainersAndAsSetElsewhere() throws Exception {
    says = "locale $LC_ALL";
    for (String ascii : List.of("C", "POSIX")) {
      assertThat(started(Map.of("LC_ALL", ascii), "", "rank")).contains("locale C.UTF-8: ran");
    }
    assertThat(started(Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", "C"), "", "rank"))
        .contains("locale C.UTF-8: ran");
    assertThat(started(Map.of("LC_ALL", "de_DE.UTF-8"), "", "rank"))
        .contains("locale de_DE.UTF-8: ran");
  }

  @Test
  void theServiceHasABoundedHeapThatCanBeChanged() throws Exception {
    assertThat(started("", "serve")).contains(" -Xmx768m ");
    assertThat(started("-Xmx2g", "demo")).containsSubsequence(" -Xmx768m ", " -Xmx2g ", " demo");
    assertThat(started("", "evaluate")).contains("MaxRAMPercentage").doesNotContain("-Xmx768m");
  }

  @Test
  void aCacheOfClassesIsMadeOnceForEachBuild() throws Exception {
    Path cache = temp.resolve("recommender-service/app/target/edgewise.aot");
    assertThat(started("", "serve"))
        .contains("preparing faster starts", " -XX:AOTCache=" + cache.toRealPath() + " ");
    Files.setLastModifiedTime(cache, FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(started("", "demo")).contains(" -XX:AOTCache=").doesNotContain("preparing");
    Files.setLastModifiedTime(cache, FileTime.fromMillis(0));
    assertThat(started("", "demo")).contains("preparing");
    assertThat(cache).hasContent("classes");
    try (Stream<Path> files = Files.list(cache.getParent())) {
      assertThat(files).containsExactlyInAnyOrder(cache, cache.resolveSibling("quarkus-app"));
    }
  }

  /** Found by a newcomer: the first build failed while another command built, too. */
  @Test
  void commandsAtTheSameTimeBuildOnce() throws Exception {
    Files.copy(LAUNCHER, temp.resolve("edgewise"));
    Path maven = temp.resolve("mvnw");
    Files.writeString(
        maven,
        """
        #!/bin/sh
        mkdir running || echo spoilt >>runs
        sleep 2
        jar=recommender-service/app/target/quarkus-app/quarkus-run.jar
        mkdir -p "$(dirname $jar)" && touch "$jar"
        rmdir running
        echo built >>runs
        """);
    assertThat(maven.toFile().setExecutable(true)).isTrue();
    Files.createDirectories(temp.resolve("target"));
    Files.createSymbolicLink(
        temp.resolve("target/building"), Path.of("999999999")); // of one that was killed
    List<Process> commands = new ArrayList<>();
    String jdk = jdk("new", "25.0.1").toString();
    int count = 8;
    for (int i = 0; i < count; i++) {
      ProcessBuilder builder =
          new ProcessBuilder("/bin/sh", temp.resolve("edgewise").toString(), "rank");
      builder.environment().put("EDGEWISE_JAVA_HOME", jdk);
      Path log = temp.resolve("log" + i);
      commands.add(builder.redirectErrorStream(true).redirectOutput(log.toFile()).start());
    }
    for (int i = 0; i < count; i++) {
      assertThat(commands.get(i).waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(temp.resolve("log" + i)).content().contains(": ran with");
    }
    assertThat(temp.resolve("runs")).hasContent("built");
    assertThat(temp.resolve("target/building")).doesNotExist();
  }

  @Test
  void aCacheThatCannotBeMadeIsDoneWithout() throws Exception {
    says = "Edgewise has failed";
    assertThat(started("", "serve")).doesNotContain("-XX:AOTCache=").contains(" serve");
    assertThat(started("", "evaluate")).doesNotContain("preparing").doesNotContain("AOTCache");
  }
}
