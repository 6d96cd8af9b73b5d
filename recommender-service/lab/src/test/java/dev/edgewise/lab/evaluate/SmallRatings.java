/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.lab.evaluate.EvaluationOptions.Protocol;
import dev.edgewise.rank.packed.PhiRanker;
import dev.edgewise.recommend.Shortlist;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The 900 ratings of the reference's figures, and the 83 films that they rate. */
public final class SmallRatings {
  private static final List<String> GENRES = List.of("Drama", "Horror", "Comedy", "War");

  private final Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  /** Writes the files into a folder. */
  public SmallRatings(Path folder) {
    this.folder = folder;
    try (InputStream ratings = resource("ratings.dat")) {
      Files.copy(ratings, events());
      Files.write(
          items(),
          IntStream.rangeClosed(1, 83)
              .mapToObj(i -> i + "::Film " + i + " (19" + (17 + i) + ")::" + GENRES.get(i % 4))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static InputStream resource(String name) {
    InputStream resource = SmallRatings.class.getResourceAsStream("/evaluation/" + name);
    if (resource == null) {
      throw new IllegalStateException("no resource " + name);
    }
    return resource;
  }

  public Path items() {
    return folder.resolve("movies.dat");
  }

  public Path events() {
    return folder.resolve("ratings.dat");
  }

  EvaluationOptions options(
      Protocol protocol, int negatives, int core, @Nullable Path report, String... rankers) {
    return new EvaluationOptions(
        items(),
        events(),
        protocol,
        negatives,
        core,
        List.of(rankers),
        null,
        null,
        0,
        7,
        report,
        Shortlist.Options.STANDARD);
  }

  Evaluation run(EvaluationOptions options) throws IOException, BadEventException {
    said.reset();
    return EvaluationRun.run(
        options, PhiRanker::open, new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  /** An evaluation of all rankers that need no model. */
  public Evaluation run(Path report) throws IOException, BadEventException {
    return run(options(Protocol.TEMPORAL, 0, 0, report));
  }

  /** The progress messages of the latest run. */
  String said() {
    return said.toString(StandardCharsets.UTF_8);
  }
}
