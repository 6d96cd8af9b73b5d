/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import dev.edgewise.phi.token.Tokenizer;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.UserContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Adds noise facts to some users: a few random words from titles and from the vocabulary. Likes
 * don't depend on them, so the model learns to ignore facts of kinds that it was not trained on. A
 * user's religion is an example; titles contain its words.
 */
final class NoiseFacts {
  private static final double SHARE = 0.4;
  private static final int MOST_FACTS = 2;
  private static final int MOST_WORDS = 4;
  private static final Pattern WORD = Pattern.compile("\\p{L}{3,}");

  private final List<String> titles;
  private final List<String> vocabulary;
  private final Random random;

  NoiseFacts(List<String> titles, Tokenizer tokenizer, Random random) {
    this.titles = titles.stream().flatMap(NoiseFacts::words).toList();
    this.vocabulary = vocabulary(tokenizer);
    this.random = random;
  }

  private static Stream<String> words(String text) {
    return WORD.matcher(text).results().map(MatchResult::group);
  }

  private static List<String> vocabulary(Tokenizer tokenizer) {
    return IntStream.range(0, tokenizer.size())
        .mapToObj(id -> new String(tokenizer.plainBytes(id), StandardCharsets.UTF_8))
        .filter(piece -> piece.startsWith(" "))
        .flatMap(NoiseFacts::words)
        .toList();
  }

  /** The same user, or the user with noise facts at random places among the facts. */
  UserContext among(UserContext user) {
    if (random.nextDouble() >= SHARE) {
      return user;
    }
    List<Fact> facts = new ArrayList<>(user.facts());
    for (int more = 1 + random.nextInt(MOST_FACTS); more > 0; more--) {
      facts.add(random.nextInt(facts.size() + 1), new Fact("", Fact.Kind.IS, "noise", text()));
    }
    List<Fact> numbered = new ArrayList<>();
    for (Fact fact : facts) {
      String id = "P" + (numbered.size() + 1);
      numbered.add(new Fact(id, fact.kind(), fact.subject(), fact.text()));
    }
    return new UserContext(numbered, user.history(), user.language(), user.query());
  }

  private String text() {
    List<String> words = new ArrayList<>();
    for (int more = 2 + random.nextInt(MOST_WORDS - 1); more > 0; more--) {
      List<String> from = titles.isEmpty() || random.nextBoolean() ? vocabulary : titles;
      words.add(from.get(random.nextInt(from.size())));
    }
    return String.join(" ", words);
  }
}
