/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import dev.edgewise.lab.evaluate.Evaluation;
import dev.edgewise.lab.evaluate.metric.Interval;
import dev.edgewise.lab.evaluate.report.Reports;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.rank.Blend;
import dev.edgewise.recommend.candidates.Mix;
import dev.edgewise.recommend.catalogue.CatalogueDescription.SourceWeight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a model's card says: on what it was trained, how it did, what it can't do. */
record CardText(
    String name,
    PhiShape shape,
    TrainingRecord record,
    Mix mix,
    Blend blend,
    Evaluation evaluation,
    Map<String, Interval> diagnosis) {

  /** File name of the drawing that the card shows. */
  static final String CURVE = "learning.svg";

  /** How validating went, drawn. */
  String curve() {
    Double alone = record.curve().get(0L);
    List<@Nullable Double> first = new ArrayList<>();
    List<@Nullable Double> model = new ArrayList<>();
    record
        .curve()
        .values()
        .forEach(ndcg -> {
          first.add(alone);
          model.add(ndcg);
        });
    Map<String, List<@Nullable Double>> series = new LinkedHashMap<>();
    if (alone != null) {
      series.put("first stage", first);
    }
    series.put("with the model", model);
    List<String> steps = record.curve().keySet().stream().map(String::valueOf).toList();
    return Reports.lines("Validation NDCG@10 by step", steps, series);
  }

  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("# Model card: %s\n\n".formatted(name));
    text.append(paragraph());
    text.append("\n## On the held-out window\n\n").append(protocol());
    text.append(
        "\n| ranker | NDCG@10 | 95 % interval | HR@10 | recall@20 |\n|---|---|---|---|---|\n");
    evaluation.rankers().forEach((ranker, result) -> text.append(row(ranker, result)));
    text.append("\n| difference in NDCG@10 | | 95 % interval |\n|---|---|---|\n");
    evaluation.paired().stream()
        .filter(pair -> pair.metric().equals("ndcg@10"))
        .forEach(pair -> text.append(row(pair)));
    text.append("\n").append(verdict());
    text.append("\n## What the model by itself has learnt\n\n").append(diagnosed());
    text.append("\n## Learning\n\n![Validation NDCG@10 by step](%s)\n".formatted(CURVE));
    text.append("\n| step | validation NDCG@10 |\n|---|---|\n");
    record
        .curve()
        .forEach(
            (step, ndcg) -> text.append(String.format(Locale.ROOT, "| %d | %.4f |\n", step, ndcg)));
    text.append(record.curve().containsKey(0L) ? "\nStep 0 is the first stage alone. " : "\n")
        .append("The weights of step %d were kept.\n".formatted(record.bestStep()));
    text.append("\n## What it is for, and what it can't do\n\n").append(limits());
    return text.toString();
  }

  private String paragraph() {
    return String.format(
        Locale.ROOT,
        """
        A ranker of the Phi-3 architecture (hidden %d, %d layers, %d heads, feed-forward %d, the real
        tokenizer, tied output matrix), trained from random weights by `./edgewise train` on the
        catalogue "%s" ([data card](DATA.md)): %d requests made of the events before %s, %d at a
        step, learning rate %s, seed %d, in %d minutes on %s. It learns what the first stage doesn't
        say: the log of the first stage's score stands beside its answer in the softmax over a
        request's candidates. The blend was fitted on the weeks after that, up to %s.

        Weights of the sources of candidates for users well known (for strangers): %s.

        Blend: %s.
        """,
        shape.hidden(),
        shape.layers(),
        shape.heads(),
        shape.ffn(),
        evaluation.catalogue(),
        record.requests(),
        record.trainedUntil(),
        record.batch(),
        record.learningRate(),
        record.seed(),
        record.took().toMinutes(),
        record.machine(),
        record.heldOutFrom(),
        listed(mix.weights(), CardText::text),
        listed(blend.weights(), weight -> String.format(Locale.ROOT, "%.3f", weight)));
  }

  private static <T> String listed(Map<String, T> byName, Function<T, String> text) {
    return new TreeMap<>(byName)
        .entrySet().stream()
            .map(one -> one.getKey() + " " + text.apply(one.getValue()))
            .collect(Collectors.joining(", "));
  }

  private static String text(SourceWeight weight) {
    return String.format(Locale.ROOT, "%.3f (%.3f)", weight.known(), weight.stranger());
  }

  private String protocol() {
    return String.format(
        Locale.ROOT,
        """
        `./edgewise evaluate`: everything frozen at %s, full ranking over %d items, %d users with events
        before and a new item after. An item that the first stage doesn't bring counts as missed.
        Intervals are bootstraps over users (1,000 resamples), those of differences paired.
        """,
        record.heldOutFrom(),
        evaluation.size().ranked(),
        evaluation.measured().users());
  }

  private static String row(String ranker, Evaluation.Result result) {
    Interval ndcg = result.intervals().getOrDefault("ndcg@10", new Interval(0, 0, 0));
    return String.format(
        Locale.ROOT,
        "| %s | %.4f | %.4f to %.4f | %.3f | %.3f |\n",
        ranker,
        ndcg.mean(),
        ndcg.low(),
        ndcg.high(),
        result.metrics().getOrDefault("hr@10", 0.0),
        result.metrics().getOrDefault("recall@20", 0.0));
  }

  private static String row(Evaluation.Paired pair) {
    Interval d = pair.difference();
    return String.format(
        Locale.ROOT,
        "| %s less %s | %+.4f | %+.4f to %+.4f |\n",
        pair.a(),
        pair.b(),
        d.mean(),
        d.low(),
        d.high());
  }

  private String verdict() {
    StringBuilder text = new StringBuilder();
    evaluation.paired().stream()
        .filter(pair -> pair.metric().equals("ndcg@10") && pair.a().equals("full"))
        .forEach(pair ->
            text.append(
                "The full pipeline %s %s.\n".formatted(against(pair.difference()), pair.b())));
    return text.toString();
  }

  private static String against(Interval difference) {
    if (difference.above(0)) {
      return "beats";
    }
    return difference.high() < 0 ? "is worse than" : "can't be told apart from";
  }

  private String diagnosed() {
    StringBuilder text =
        new StringBuilder(
            """
            NDCG@10 of its order of the first stage's candidates, the first stage's scores left out:

            | told of | NDCG@10 | 95 % interval |
            |---|---|---|
            """);
    diagnosis.forEach((told, ndcg) ->
        text.append(
            String.format(
                Locale.ROOT,
                "| %s | %.4f | %.4f to %.4f |\n",
                told,
                ndcg.mean(),
                ndcg.low(),
                ndcg.high())));
    return text.toString();
  }

  private static String limits() {
    return """
    It ranks this catalogue's items for its users, behind the first stage and with its blend; it is
    no use for another catalogue. It has read nothing but titles, categories and events: it knows no
    language, can't write a sentence (reasons are templates over facts that it chooses), and knows
    nothing of items or tastes that the events don't show. Its training users are not the world: what
    they take too often or never is a bias that it has learnt (`./edgewise bench --suite safety`
    measures what a sensitive attribute in a profile changes). Scores are comparable within one list
    only.
    """;
  }
}
