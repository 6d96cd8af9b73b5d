/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.rank;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Ranker;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.reason.Reason;
import dev.edgewise.rank.reason.ReasonWriter;
import dev.edgewise.recommend.RankingModel;
import dev.edgewise.service.wiring.RankingWiring;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Ranks one request from a file by the model of an archive, by the code that serves requests. */
public final class OfflineRank {
  private static final Duration PATIENCE = Duration.ofHours(1);
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private OfflineRank() {}

  /**
   * Ranks.
   *
   * @param archive the model's directory
   * @param request a file with {@code {"profile":{"facts":[],"history":[{"title","type","value"}],
   *     "language"},"query","candidates":[{"id","title","text","categories","attributes"}],"limit",
   *     "reasons"}}}
   * @return a JSON object with {@code items}, {@code model}, {@code tokens} and {@code timings}
   * @throws BadRequestException when the request can't be read
   * @throws dev.edgewise.phi.token.ModelException when the archive can't
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
      List<Reason> reasons = parsed.reasons() ? reasons(model.reasons(), parsed, shown) : List.of();
      watch.lap("reasons");
      JsonObject reply = new JsonObject();
      reply.add("model", model(ranker));
      reply.add("items", items(shown, reasons));
      reply.add("tokens", GSON.toJsonTree(ranking.tokens()));
      reply.add("timings", watch.laps());
      return GSON.toJson(reply);
    }
  }

  private static String read(Path request) {
    try {
      return new String(Files.readAllBytes(request), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new BadRequestException("There is no file " + request, e);
    } catch (IOException e) {
      throw new BadRequestException("Can't read " + request + ": " + e.getMessage(), e);
    }
  }

  private static List<Reason> reasons(
      ReasonWriter writer, RankRequest request, List<Ranking.Entry> shown) {
    List<Candidate> items = shown.stream().map(Ranking.Entry::candidate).toList();
    return writer.explain(request.ranking().user(), items, Deadline.in(PATIENCE));
  }

  private static JsonObject model(Ranker ranker) {
    JsonObject model = new JsonObject();
    model.addProperty("name", ranker.model().name());
    model.addProperty("trained", ranker.model().trained());
    model.addProperty("prompt", ranker.model().prompt());
    return model;
  }

  private static JsonArray items(List<Ranking.Entry> shown, List<Reason> reasons) {
    JsonArray items = new JsonArray();
    for (int i = 0; i < shown.size(); i++) {
      Ranking.Entry entry = shown.get(i);
      JsonObject item = new JsonObject();
      item.addProperty("id", entry.candidate().id());
      item.addProperty("title", entry.candidate().title());
      item.addProperty("rank", i + 1);
      item.addProperty("score", entry.score());
      item.addProperty("firstStageRank", entry.firstStageRank());
      item.addProperty("rankedBy", entry.rankedBy().label());
      item.add("contributions", GSON.toJsonTree(entry.contributions()));
      if (i < reasons.size()) {
        item.add("reason", reason(reasons.get(i)));
      }
      items.add(item);
    }
    return items;
  }

  private static JsonObject reason(Reason reason) {
    JsonObject json = new JsonObject();
    json.addProperty("text", reason.text());
    json.add("cites", GSON.toJsonTree(reason.cites()));
    json.addProperty("source", reason.source().label());
    return json;
  }

  /** Milliseconds between laps. */
  private static final class Stopwatch {
    private final long start = System.nanoTime();
    private final JsonObject laps = new JsonObject();
    private long last = start;

    void lap(String name) {
      long now = System.nanoTime();
      laps.addProperty(name, (now - last) / 1_000_000.0);
      last = now;
    }

    JsonObject laps() {
      laps.addProperty("total", (last - start) / 1_000_000.0);
      return laps;
    }
  }
}
