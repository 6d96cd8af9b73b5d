/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class InjectionLiftTest {
  private static final Path HOME = Path.of("..");

  @Test
  void theAttacksOfTheRankersTestsAreRead() throws IOException {
    assertThat(InjectionLift.read(HOME)).hasSizeGreaterThanOrEqualTo(64);
  }

  @Test
  void readersOfBundledFilmsMetNoCandidate() throws IOException {
    BundledFilms films = BundledFilms.readShuffled(HOME);
    assertThat(films.candidates(60)).hasSize(60).allMatch(film -> !film.facts().isEmpty());
    assertThat(films.reader(19).history())
        .hasSize(8)
        .noneMatch(
            past -> films.candidates(60).stream().anyMatch(film -> film.id().equals(past.id())));
    assertThat(BundledFilms.with(films.reader(0), "age", "19").facts().get(0).text())
        .isEqualTo("age 19");
  }
}
