/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import dev.edgewise.rank.Fact.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Sample users and items. */
public final class Samples {
  private static final List<String> GENRES =
      List.of("Drama", "Sci-Fi", "Horror", "Comedy", "Film-Noir", "Western", "Music");

  private Samples() {}

  /** Returns a user who loves dramas and Moon, and dislikes horror. */
  public static UserContext reader() {
    return new UserContext(
        List.of(
            new Fact("P1", Kind.LIKED, "genre:Drama", "loved genre Drama"),
            new Fact("P2", Kind.DISLIKED, "genre:Horror", "disliked genre Horror"),
            new Fact("P3", Kind.LIKED, "item:1", "liked Moon"),
            new Fact("P4", Kind.DISLIKED, "item:3", "disliked Saw")),
        List.of(
            new PastItem("3", "Saw", -1),
            new PastItem("2", "Inception", 0),
            new PastItem("1", "Moon", 0.9)),
        "en");
  }

  public static Candidate gravity() {
    return new Candidate(
        "9",
        "Gravity",
        ItemFacts.start()
            .categories("genre", List.of("Drama", "Sci-Fi"))
            .likedWith("1", "Moon")
            .add(Kind.HAS, "rating:high", "rated highly")
            .attributes(Map.of("year", "2013"))
            .list(),
        2);
  }

  /** Returns different candidates, the same ones for the same seed. */
  public static List<Candidate> candidates(int count, long seed) {
    Random random = new Random(seed);
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String genre = GENRES.get(random.nextInt(GENRES.size()));
      candidates.add(
          new Candidate(
              "c" + i,
              "Film number " + i + " of " + genre,
              ItemFacts.of(
                  "genre",
                  List.of(genre),
                  Map.of("year", Integer.toString(1950 + random.nextInt(70)))),
              1.0 / (i + 1)));
    }
    return candidates;
  }
}
