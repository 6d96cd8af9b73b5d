/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import dev.edgewise.phi.token.Tokenizer;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.UserContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Puts facts that say nothing among those of some users: a few words at random, of titles and of
 * the vocabulary. A model sees that what is liked doesn't depend on them, so it makes nothing of
 * facts that it was never told, for example of a religion, though their words stand in titles.
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
    this.titles = titles.stream().flatMap(title -> words(title).stream()).toList();
    this.vocabulary = vocabulary(tokenizer);
    this.random = random;
  }

  private static List<String> words(String text) {
    return WORD.matcher(text).results().map(found -> found.group()).toList();
  }

  private static List<String> vocabulary(Tokenizer tokenizer) {
    List<String> words = new ArrayList<>();
    for (int id = 0; id < tokenizer.size(); id++) {
      String piece = new String(tokenizer.plainBytes(id), StandardCharsets.UTF_8);
      if (piece.startsWith(" ")) {
        words.addAll(words(piece));
      }
    }
    return words;
  }

  /** The same user, or that user with such facts at any place among the others. */
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
