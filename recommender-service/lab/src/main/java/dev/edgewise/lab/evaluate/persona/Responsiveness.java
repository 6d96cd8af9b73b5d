/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.persona;

import dev.edgewise.lab.evaluate.ranker.EvaluatedRanker;
import dev.edgewise.lab.evaluate.split.TrainedState;
import dev.edgewise.profile.Profile;
import dev.edgewise.recommend.catalogue.Catalogue;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Measures how lists respond when a stranger likes a few items of one taste. The likes are new
 * events at the end of the training, and the profile rules of the service build the profiles.
 */
public final class Responsiveness {
  /** Numbers of likes after which the lists are measured. */
  public static final List<Integer> LIKES = List.of(0, 1, 3, 5);

  private static final int LENGTH = 10;
  private static final int ENOUGH = 6;

  private final TrainedState trained;
  private final Catalogue catalogue;
  private final List<Persona> personas;
  private final Set<String> ranked;
  private final Profile stranger;

  /** Measures with personas that are generated from the seed and have none of the given ids. */
  public Responsiveness(TrainedState trained, Catalogue catalogue, Set<String> users, long seed) {
    this.trained = trained;
    this.catalogue = catalogue;
    this.personas = new Personas(catalogue, trained.counts().mostPopular()).generate(users, seed);
    this.ranked = Set.copyOf(trained.items());
    this.stranger = Profile.empty("stranger");
  }

  /** The number of personas. */
  public int personas() {
    return personas.size();
  }

  /** A ranker's responses by number of likes; empty without personas. */
  public Map<Integer, Response> of(EvaluatedRanker ranker) {
    Map<Integer, Response> responses = new TreeMap<>();
    if (!personas.isEmpty()) {
      List<String> usual = ranker.rank(stranger, ranked::contains, LENGTH + Personas.LIKES);
      LIKES.forEach(likes -> responses.put(likes, mean(ranker, usual, likes)));
    }
    return responses;
  }

  private Response mean(EvaluatedRanker ranker, List<String> usual, int likes) {
    List<Response> each =
        personas.parallelStream().map(one -> response(ranker, usual, one, likes)).toList();
    return new Response(
        each.stream().mapToDouble(Response::changed).average().orElseThrow(),
        each.stream().mapToDouble(Response::own).average().orElseThrow(),
        each.stream().mapToDouble(Response::passed).average().orElseThrow());
  }

  private Response response(
      EvaluatedRanker ranker, List<String> usual, Persona persona, int likes) {
    List<String> liked = persona.likes().subList(0, likes);
    List<String> list =
        ranker.rank(
            trained.liking(persona.user(), liked),
            item -> ranked.contains(item) && !liked.contains(item),
            LENGTH);
    Set<String> before =
        new HashSet<>(usual.stream().filter(i -> !liked.contains(i)).limit(LENGTH).toList());
    long own = list.stream().filter(i -> catalogue.traitsOf(i).contains(persona.trait())).count();
    long changed = list.stream().filter(item -> !before.contains(item)).count();
    return new Response(
        list.isEmpty() ? 0 : changed / (double) list.size(),
        own / (double) LENGTH,
        own >= ENOUGH ? 1 : 0);
  }
}
