/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.rank;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.edgewise.cli.option.BadInputException;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Ranker;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.reason.Reason;
import dev.edgewise.recommend.RankingModel;
import dev.edgewise.service.wiring.RankingWiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Ranks one request from a file by the model of an archive, with the code of the service. */
public final class OfflineRank {
  private static final Duration PATIENCE = Duration.ofHours(1);
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private OfflineRank() {}

  private record Reply(
      Model model, List<Item> items, Ranking.Tokens tokens, Map<String, Double> timings) {}

  private record Model(String name, boolean trained, String prompt) {}

  private record Item(
      String id,
      String title,
      int rank,
      double score,
      int firstStageRank,
      String rankedBy,
      Map<String, Double> contributions,
      @Nullable ReasonText reason) {}

  private record ReasonText(String text, List<String> cites, String source) {}

  /**
   * Ranks the candidates of a request.
   *
   * @param archive the model's directory
   * @param request a file with {@code {"profile":{"facts":[],"history":[{"title","type","value"}],
   *     "language"},"query","candidates":[{"id","title","text","categories","attributes"}],"limit",
   *     "reasons"}}}
   * @return a JSON object with {@code items}, {@code model}, {@code tokens} and {@code timings} in
   *     milliseconds
   * @throws BadInputException when the request can't be read
   * @throws dev.edgewise.phi.token.ModelException when the archive can't be read
   * @throws dev.edgewise.rank.RankerException when the model fails
   */
  public static String run(Path archive, Path request) {
    RankRequest parsed = RankRequest.parse(read(request));
    Stopwatch watch = new Stopwatch();
    RankingModel.ModelServices model = RankingWiring.alone(archive).now();
    try (Ranker ranker = model.ranker()) {
      watch.lap("load");
      Ranking ranking = ranker.rank(parsed.ranking(), Deadline.in(PATIENCE));
      watch.lap("model");
      List<Ranking.Entry> shown = ranking.items().subList(0, parsed.limit());
      List<Candidate> items = shown.stream().map(Ranking.Entry::candidate).toList();
      List<Reason> reasons =
          parsed.reasons()
              ? model.reasons().explain(parsed.ranking().user(), items, Deadline.in(PATIENCE))
              : List.of();
      watch.lap("reasons");
      return GSON.toJson(
          new Reply(
              new Model(ranker.model().name(), ranker.model().trained(), ranker.model().prompt()),
              IntStream.range(0, shown.size())
                  .mapToObj(
                      i -> item(i + 1, shown.get(i), i < reasons.size() ? reasons.get(i) : null))
                  .toList(),
              ranking.tokens(),
              watch.total()));
    }
  }

  private static String read(Path request) {
    try {
      return Files.readString(request);
    } catch (NoSuchFileException e) {
      throw new BadInputException("There is no file " + request);
    } catch (IOException e) {
      throw new BadInputException("Can't read " + request + ": " + e.getMessage());
    }
  }

  private static Item item(int rank, Ranking.Entry entry, @Nullable Reason reason) {
    return new Item(
        entry.candidate().id(),
        entry.candidate().title(),
        rank,
        entry.score(),
        entry.firstStageRank(),
        entry.rankedBy().label(),
        entry.contributions(),
        reason == null
            ? null
            : new ReasonText(reason.text(), reason.cites(), reason.source().label()));
  }

  /** Measures laps in milliseconds. */
  private static final class Stopwatch {
    private final long start = System.nanoTime();
    private final Map<String, Double> laps = new LinkedHashMap<>();
    private long lapStart = start;

    void lap(String name) {
      long lapEnd = System.nanoTime();
      laps.put(name, (lapEnd - lapStart) / 1e6);
      lapStart = lapEnd;
    }

    Map<String, Double> total() {
      laps.put("total", (lapStart - start) / 1e6);
      return laps;
    }
  }
}
