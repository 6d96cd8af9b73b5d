/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.training;

import com.google.gson.JsonObject;
import dev.edgewise.rank.Blend;
import dev.edgewise.service.evaluation.Interval;
import dev.edgewise.service.evaluation.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** What a model's card says: on what it was trained, how it did, what it can't do. */
record CardText(
    TrainingOptions options,
    Past past,
    Instant validation,
    Instant heldOut,
    int requests,
    Learning.Curve curve,
    Duration took,
    Blend blend,
    HeldOut.Result result) {

  JsonObject ranking() {
    JsonObject ranking = new JsonObject();
    blend.weights().forEach(ranking::addProperty);
    return ranking;
  }

  JsonObject notes() {
    JsonObject notes = new JsonObject();
    notes.addProperty("catalogue", past.catalogue().description().name());
    notes.addProperty("trainedUntil", validation.toString());
    notes.addProperty("heldOutFrom", heldOut.toString());
    notes.addProperty("steps", curve.bestStep());
    notes.addProperty("seconds", took.toSeconds());
    result.ndcg().forEach((ranker, value) -> notes.addProperty("ndcg@10 " + ranker, value.mean()));
    return notes;
  }

  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("# %s\n\n".formatted(options.out().getFileName()));
    text.append(paragraph());
    text.append("\n## On the held-out window\n\n").append(protocol());
    text.append(
        "\n| ranker | NDCG@10 | 95 % interval | HR@10 | over popularity, 95 % interval |\n");
    text.append("|---|---|---|---|---|\n");
    result.ndcg().forEach((ranker, value) -> text.append(row(ranker, value)));
    text.append("\n").append(verdict());
    text.append("\n## Learning\n\n| step | validation NDCG@10 |\n|---|---|\n");
    for (Map.Entry<Long, Double> point : curve.ndcg().entrySet()) {
      text.append(String.format(Locale.ROOT, "| %d | %.4f |\n", point.getKey(), point.getValue()));
    }
    text.append("\nThe weights of step %d were kept.\n".formatted(curve.bestStep()));
    text.append("\n## What it can't do\n\n").append(limits());
    return text.toString();
  }

  private String paragraph() {
    return String.format(
        Locale.ROOT,
        """
        A ranker of the Phi-3 architecture (hidden %d, %d layers, %d heads, feed-forward %d, the real
        tokenizer, tied output matrix), trained from random weights by `./edgewise train` on the
        catalogue "%s": %d requests made of the events before %s, %d steps of %d requests, learning
        rate %s, seed %d, in %d minutes on %s. The blend was fitted on the four weeks after that.

        Blend: %s.
        """,
        options.shape().hidden(),
        options.shape().layers(),
        options.shape().heads(),
        options.shape().ffn(),
        past.catalogue().description().title(),
        requests,
        validation,
        options.steps(),
        options.batch(),
        options.learningRate(),
        options.seed(),
        took.toMinutes(),
        Machine.describe(),
        blended());
  }

  private String blended() {
    return String.format(
        Locale.ROOT,
        "%.3f x (%.3f x log first stage + %.3f x model - %.3f x prior + %.3f x log popularity"
            + " + %.3f x recency) + %.3f",
        blend.slope(),
        blend.firstStage(),
        blend.model(),
        blend.prior(),
        blend.popularity(),
        blend.recency(),
        blend.bias());
  }

  private String protocol() {
    return String.format(
        Locale.ROOT,
        """
        Everything frozen at %s; %d users with an event before and a new like after, drawn at random.
        Full ranking: a liked item that isn't among the first stage's %d candidates counts as missed.
        Intervals are paired bootstraps over users (1,000 resamples).
        """,
        heldOut,
        result.users(),
        Requests.CANDIDATES);
  }

  private String row(String ranker, Interval value) {
    Interval over = result.overPopularity().getOrDefault(ranker, value);
    return String.format(
        Locale.ROOT,
        "| %s | %.4f | %.4f to %.4f | %.3f | %+.4f (%+.4f to %+.4f) |\n",
        ranker,
        value.mean(),
        value.low(),
        value.high(),
        result.hit().getOrDefault(ranker, 0.0),
        over.mean(),
        over.low(),
        over.high());
  }

  private String verdict() {
    Interval model =
        result.overPopularity().getOrDefault(HeldOut.MODEL, result.fullOverFirstStage());
    Interval full = result.overPopularity().getOrDefault(HeldOut.FULL, result.fullOverFirstStage());
    Interval gain = result.fullOverFirstStage();
    return String.format(
        Locale.ROOT,
        """
        The model alone %s popularity, the full pipeline %s popularity, and the full pipeline %s the
        first stage alone (%+.4f, %+.4f to %+.4f).
        """,
        against(model),
        against(full),
        against(gain),
        gain.mean(),
        gain.low(),
        gain.high());
  }

  private static String against(Interval difference) {
    if (difference.above(0)) {
      return "beats";
    }
    return difference.high() < 0 ? "is worse than" : "can't be told apart from";
  }

  private static String limits() {
    return """
    It has read nothing but this catalogue's titles, categories and events: it knows no language,
    can't write a sentence (reasons are templates over facts that it chooses), and knows nothing of
    items or tastes that the events don't show. Its training users are not the world: what they rate
    too often or never is a bias that it has learnt. Scores are comparable within one list only.
    """;
  }
}
