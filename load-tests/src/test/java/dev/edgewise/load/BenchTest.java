/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new Bench())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @Test
  void helpNamesTheOptions() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("--suite", "--url", "--archive", "--json");
  }

  @Test
  void anUnknownSuiteOrOptionIsBadUsage() {
    assertThat(run("--suite", "huge")).isEqualTo(2);
    assertThat(err.toString())
        .contains("unknown suite 'huge'")
        .contains("smoke, serve, engine, ranking, safety, faults, ingest");
    assertThat(run("--fast")).isEqualTo(2);
  }

  @Test
  void tooFewEventsKillsOrUsersAreBadUsage() {
    assertThat(run("--suite", "faults", "--events", "10")).isEqualTo(2);
    assertThat(err.toString()).contains("--events must be at least 1000, not 10");
    assertThat(run("--suite", "faults", "--kills", "0")).isEqualTo(2);
    assertThat(run("--suite", "ingest", "--users", "5")).isEqualTo(2);
    assertThat(err.toString()).contains("--kills must be at least 1").contains("not 50 and 5");
  }

  @Test
  void anArchiveThatIsNoneIsBadUsage() {
    assertThat(run("--suite", "ranking", "--archive", "no-archive")).isEqualTo(2);
    assertThat(err.toString()).contains("--archive").contains("no-archive");
  }

  @Test
  void anAddressThatIsNoneIsBadUsage() {
    assertThat(run("--url", "localhost:8080")).isEqualTo(2);
    assertThat(err.toString()).contains("http://").contains("localhost:8080");
    assertThat(run("--url", "no address")).isEqualTo(2);
  }

  @Test
  void optionsOfServeThatMakeNoSenseAreBadUsage() {
    assertThat(run("--suite", "serve", "--rounds", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--rounds must be from 1 to 100, not 0");
    assertThat(run("--suite", "serve", "--seconds", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--seconds must be from 0.1 to 600, not 0");
    assertThat(run("--suite", "serve", "--items", "5")).isEqualTo(2);
    assertThat(err.toString()).contains("--items must be at least 1000, not 5");
    assertThat(run("--suite", "serve", "--catalogue", "books")).isEqualTo(2);
    assertThat(err.toString()).contains("films, generated, both");
  }
}
