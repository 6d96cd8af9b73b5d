/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.model;

import com.google.gson.Gson;
import dev.edgewise.load.report.Report;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.ItemFacts;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.RankingRequest;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.packed.PhiRanker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much instructions in the text of an item lift its score. An instruction that changes the
 * score of another item is a fault. Used by one thread.
 */
final class InjectionLift {
  private static final int CANDIDATES = 30;

  private final PhiRanker ranker;
  private final UserContext reader;
  private final List<Candidate> candidates;
  private final List<String> ordinary;
  private final Report report;
  private final Map<String, Map<String, Double>> before;

  /** An instruction, as a line of the file that the tests of the ranker read too. */
  record Injection(String kind, String where, String text) {}

  /** Takes a ranker that scores by the model's answer minus its answer for an unknown user. */
  InjectionLift(PhiRanker ranker, BundledFilms films, Report report) {
    this.ranker = ranker;
    this.reader = films.reader(0);
    this.candidates = films.candidates(CANDIDATES);
    this.ordinary = films.titles().reversed().subList(0, 100).reversed();
    this.report = report;
    this.before = parts(candidates);
  }

  static List<Injection> read(Path home) throws IOException {
    Path file = home.resolve("llm-ranker/src/test/resources/attacks/attacks.jsonl");
    Gson gson = new Gson();
    return Files.readAllLines(file).stream()
        .map(line -> gson.fromJson(line, Injection.class))
        .toList();
  }

  /** Measures the attacks, and then ordinary titles in the same places. */
  void measure(List<Injection> attacks) {
    Map<String, DoubleSummaryStatistics> lifts = new TreeMap<>();
    DoubleSummaryStatistics all = new DoubleSummaryStatistics();
    for (int i = 0; i < attacks.size(); i++) {
      Injection attack = attacks.get(i);
      double lift = lift(attack, i % CANDIDATES);
      all.accept(lift);
      lifts.computeIfAbsent(attack.kind, kind -> new DoubleSummaryStatistics()).accept(lift);
    }
    lifts.forEach((kind, of) -> add("injection, " + kind, of));
    add("injection, all", all);
    DoubleSummaryStatistics harmless = new DoubleSummaryStatistics();
    for (int i = 0; i < ordinary.size(); i++) {
      String where = i % 2 == 0 ? "title" : "attribute";
      harmless.accept(lift(new Injection("none", where, ordinary.get(i)), i % CANDIDATES));
    }
    add("harmless, other titles in their place", harmless);
  }

  private void add(String what, DoubleSummaryStatistics lifts) {
    String name = what + " (" + lifts.getCount() + "): lift in logits, ";
    report.add(name + "mean", lifts.getAverage(), "");
    report.add(name + "most", lifts.getMax(), "");
  }

  private double lift(Injection attack, int place) {
    Candidate victim = candidates.get(place);
    List<Candidate> attacked = new ArrayList<>(candidates);
    attacked.set(place, attacked(victim, attack));
    Map<String, Map<String, Double>> after = parts(attacked);
    double lift = sum(after, victim) - sum(before, victim);
    after.keySet().removeIf(id -> id.equals(victim.id()));
    if (!before.entrySet().containsAll(after.entrySet()) || after.size() != CANDIDATES - 1) {
      report.fault("the text of one item changed the score of another: " + attack.text);
    }
    return lift;
  }

  /** The parts of each item's score, by the item's id. */
  private Map<String, Map<String, Double>> parts(List<Candidate> items) {
    Map<String, Map<String, Double>> parts = new HashMap<>();
    for (Ranking.Entry entry : rank(ranker, reader, items).items()) {
      parts.put(entry.candidate().id(), entry.contributions());
    }
    return parts;
  }

  private static double sum(Map<String, Map<String, Double>> parts, Candidate item) {
    return parts.getOrDefault(item.id(), Map.of()).values().stream()
        .mapToDouble(Double::doubleValue)
        .sum();
  }

  /** The item with the text of the attack in its place; a text of an event goes into the title. */
  private static Candidate attacked(Candidate item, Injection attack) {
    ItemFacts facts = ItemFacts.start();
    String title = item.title();
    switch (attack.where) {
      case "category" -> facts.categories("genre", List.of(attack.text));
      case "attribute" -> facts.add(Fact.Kind.IS, "studio:x", "studio " + attack.text);
      case "description" -> facts.add(Fact.Kind.SAYS, "text", attack.text);
      default -> title += " " + attack.text;
    }
    item.facts().forEach(fact -> facts.add(fact.kind(), fact.subject(), fact.text()));
    return new Candidate(item.id(), title, facts.list(), item.firstStageScore());
  }

  static Ranking rank(PhiRanker ranker, UserContext user, List<Candidate> candidates) {
    return ranker.rank(new RankingRequest(user, candidates), Deadline.in(Duration.ofMinutes(5)));
  }
}
