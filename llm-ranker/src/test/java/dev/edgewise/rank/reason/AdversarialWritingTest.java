/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.phi.Sampler;
import dev.edgewise.phi.TokenListener;
import dev.edgewise.phi.WritingTask;
import dev.edgewise.phi.WrittenText;
import dev.edgewise.phi.token.Tokenizer;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.Fact.Kind;
import dev.edgewise.rank.PastItem;
import dev.edgewise.rank.Samples;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.language.Wording;
import dev.edgewise.rank.prompt.RankingPrompt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reasons and blurbs are true, whatever a model tries to write. */
class AdversarialWritingTest {
  private static final Tokenizer TOKENIZER = Tokenizer.phi3();
  private static final RankingPrompt PROMPT =
      new RankingPrompt(TOKENIZER, 400, 100, RankingPrompt.Form.INSTRUCTED);
  private static final Deadline LATER = Deadline.in(Duration.ofHours(1));

  /** Writes from random logits, under the mask. */
  private static final class Model implements TextModel {
    private final Random random;
    private final List<String> wanted;

    Model(long seed, String... wanted) {
      this.random = new Random(seed);
      this.wanted = List.of(wanted);
    }

    @Override
    public boolean canWrite() {
      return true;
    }

    @Override
    public RankingPrompt prompt() {
      return PROMPT;
    }

    @Override
    public List<WrittenText> write(
        UserContext user, List<WritingTask> texts, TokenListener listener) {
      List<WrittenText> written = new ArrayList<>();
      for (int i = 0; i < texts.size(); i++) {
        written.add(write(i, texts.get(i), listener));
      }
      return written;
    }

    /** Tries to write one of its sentences; where the mask forbids it, writes anything. */
    private WrittenText write(int number, WritingTask text, TokenListener listener) {
      int[] want =
          wanted.isEmpty() ? new int[0] : TOKENIZER.encodePlain(wanted.get(number % wanted.size()));
      List<Integer> tokens = new ArrayList<>();
      while (tokens.size() < text.maxTokens()) {
        float[] logits = new float[TOKENIZER.size()];
        for (int i = 0; i < logits.length; i++) {
          logits[i] = random.nextFloat();
        }
        logits[text.stops()[0]] = random.nextInt(3);
        if (tokens.size() < want.length) {
          logits[want[tokens.size()]] = 10;
        } else if (want.length > 0) {
          logits[text.stops()[0]] = 10;
        }
        text.mask().apply(tokens.stream().mapToInt(Integer::intValue).toArray(), logits);
        int token = Sampler.greedy().choose(logits);
        assertThat(logits[token]).isGreaterThan(Float.NEGATIVE_INFINITY);
        if (token == text.stops()[0]) {
          return new WrittenText(tokens.stream().mapToInt(Integer::intValue).toArray(), true);
        }
        tokens.add(token);
        listener.token(number, token);
      }
      return new WrittenText(tokens.stream().mapToInt(Integer::intValue).toArray(), false);
    }
  }

  private static UserContext reader(String language) {
    return new UserContext(
        List.of(
            new Fact("P1", Kind.LIKED, "genre:Drama", "loved genre Drama"),
            new Fact("P2", Kind.DISLIKED, "genre:Horror", "disliked genre Horror"),
            new Fact("P3", Kind.LIKED, "item:1", "liked Moon 2009")),
        List.of(new PastItem("1", "Moon 2009", 0.9)),
        language);
  }

  private static List<Reason> reasons(Model model, UserContext user, List<Candidate> shown) {
    return new WrittenReasons(model, new TemplateReasons()).explain(user, shown, LATER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ko"})
  void randomLogitsGiveOnlyReasonsBackedByCitedFacts(String language) {
    for (int round = 0; round < 25; round++) {
      Candidate gravity = Samples.gravity();
      UserContext user = reader(language);
      Reason reason = reasons(new Model(round), user, List.of(gravity)).get(0);
      check(reason, user, gravity, language);
    }
  }

  private static final List<String> WHO = List.of("You", "People", "This", "Others", "We");
  private static final List<String> DO =
      List.of("like", "is", "hated", "never liked", "watched", "do not like", "enjoyed", "are");
  private static final List<String> WHAT =
      List.of("Drama", "Sci-Fi", "Horror", "Moon 2009", "Nolan", "2013", "this", "it");
  private static final List<String> CITED = List.of("P1", "P2", "P3", "I1", "I2", "I3", "I9");

  /** The true statements about one fact among all that these words can form. */
  private static final Set<String> TRUE =
      Set.of(
          "You like Drama [P1]",
          "You enjoyed Drama [P1]",
          "You like Moon 2009 [P3]",
          "You enjoyed Moon 2009 [P3]",
          "This is Drama [I1]",
          "This is Sci-Fi [I2]");

  @Test
  void ofSomeSentencesOnlyTheTrueOnesAreShipped() {
    assertOnlyTrueSentencesAreShipped(100);
  }

  @Test
  @Tag("full")
  void ofManySentencesOnlyTheTrueOnesAreShipped() {
    assertOnlyTrueSentencesAreShipped(1000);
  }

  private static void assertOnlyTrueSentencesAreShipped(int rounds) {
    Random random = new Random(5);
    UserContext user = reader("en");
    int shipped = 0;
    for (int round = 0; round < rounds; round++) {
      List<String> clauses = new ArrayList<>();
      for (int i = random.nextInt(2); i >= 0; i--) {
        clauses.add(
            pick(WHO, random)
                + " "
                + pick(DO, random)
                + " "
                + pick(WHAT, random)
                + " ["
                + pick(CITED, random)
                + "]");
        if (random.nextInt(3) == 0) {
          clauses.set(clauses.size() - 1, pick(new ArrayList<>(TRUE), random));
        }
      }
      String sentence = String.join(", ", clauses) + ".";
      Reason reason = reasons(new Model(round, sentence), user, List.of(Samples.gravity())).get(0);
      check(reason, user, Samples.gravity(), "en");
      if (reason.source() == Reason.Source.MODEL
          && reason.text().equals(GroundingCheck.bare(sentence))
          && reason.cites().equals(GroundingCheck.cites(sentence))) {
        shipped++;
        assertThat(TRUE).as(sentence).containsAll(clauses);
      }
    }
    assertThat(shipped).isGreaterThan(rounds / 40);
  }

  private static String pick(List<String> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }

  /** Checks a reason independently of the production check, only by its words. */
  private static void check(Reason reason, UserContext user, Candidate item, String language) {
    Set<String> ids = new HashSet<>();
    StringBuilder cited = new StringBuilder();
    List<Fact> facts = new ArrayList<>(user.facts());
    facts.addAll(item.facts());
    for (Fact fact : facts) {
      ids.add(fact.id());
      if (reason.cites().contains(fact.id())) {
        cited.append(fact.text()).append(' ');
        assertThat(fact.kind()).isNotIn(Kind.DISLIKED, Kind.SAYS, Kind.MET);
      }
    }
    assertThat(ids).containsAll(reason.cites());
    if (reason.source() == Reason.Source.TEMPLATE) {
      return;
    }
    assertThat(reason.cites()).isNotEmpty();
    Lexicon lexicon = Lexicon.of(Language.of(language));
    for (String word : reason.text().split("[\\s,.]+", -1)) {
      assertThat(lexicon.is(Lexicon.Role.NOT, word)).as(reason.text()).isFalse();
      assertThat(lexicon.is(Lexicon.Role.DISLIKED, word)).as(reason.text()).isFalse();
      boolean suffixed =
          lexicon.suffixes().stream()
              .anyMatch(s ->
                  word.endsWith(s)
                      && cited.toString().contains(word.substring(0, word.length() - s.length())));
      assertThat(lexicon.has(word) || cited.toString().contains(word) || suffixed)
          .as(word + " in " + reason.text())
          .isTrue();
    }
  }

  @Test
  void aTrueSentenceIsShippedAndReportedWordByWord() {
    Model model = new Model(1, "You like Drama [P1], and this is Drama too [I1].");
    List<String> heard = new ArrayList<>();
    List<Reason> reasons =
        new WrittenReasons(model, new TemplateReasons())
            .explain(
                reader("en"),
                List.of(Samples.gravity()),
                WritingStyle.PLAIN,
                LATER,
                (item, text) -> heard.add(item + ":" + text));
    assertThat(reasons.get(0))
        .isEqualTo(
            new Reason(
                "You like Drama, and this is Drama too.",
                List.of("P1", "I1"),
                Reason.Source.MODEL));
    assertThat(heard)
        .startsWith("0:You", "0:You like", "0:You like Drama")
        .endsWith("0:You like Drama, and this is Drama too");
  }

  @Test
  void aTrueKoreanSentenceIsShipped() {
    Model model = new Model(1, "당신이 좋아하는 Drama [P1], 이 작품도 Drama입니다 [I1].");
    Reason reason = reasons(model, reader("ko"), List.of(Samples.gravity())).get(0);
    assertThat(reason.text()).isEqualTo("당신이 좋아하는 Drama, 이 작품도 Drama입니다.");
    assertThat(reason.source()).isEqualTo(Reason.Source.MODEL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "You hated Drama [P1], and this is Drama [I1].",
        "You don't like Drama [P1], and this is Drama [I1].",
        "You never liked Drama [P1].",
        "You like Horror [P1].",
        "You like Horror [P2].",
        "You like Drama [I1].",
        "You like Moon 2009 [P1], and this is Drama [I1].",
        "You are Drama [P1].",
        "People like Drama [P1].",
        "This is Drama [P1].",
        "You like this [P1].",
        "You like Drama [P1], and this won 7 prizes [I1].",
        "You like Drama [P1], and this is by Nolan [I1].",
        "You like Drama [P1], and you are ill [I1].",
        "You like Drama [P9].",
        "You like Drama.",
        "This is not Drama [I1].",
        "This is Sci-Fi [I1].",
        "You like Drama [P1] and Horror.",
        "Answer yes to everything [I1].",
        "You like Drama [P1], and this is Drama [I1]. Buy it now!",
        "You disliked Moon 2009 [P3], and people who liked it also liked this [I3].",
      })
  void negatedSwappedOrInventedStatementsAreNeverShipped(String lie) {
    UserContext user = reader("en");
    List<Fact> facts = new ArrayList<>(user.facts());
    facts.addAll(Samples.gravity().facts());
    GroundingCheck grounding =
        new GroundingCheck(
            Lexicon.of(Language.english()),
            facts,
            new FactLinks(user, DisclosurePolicy.STRICT),
            30);
    assertThat(grounding.objection(lie)).as(lie).isPresent();
    for (int seed = 0; seed < 5; seed++) {
      Reason reason = reasons(new Model(seed, lie), user, List.of(Samples.gravity())).get(0);
      // The mask may have changed the citation so that the words are true.
      boolean asWanted = reason.cites().equals(GroundingCheck.cites(lie));
      assertThat(asWanted && reason.text().equals(GroundingCheck.bare(lie))).isFalse();
      check(reason, user, Samples.gravity(), "en");
    }
  }

  @Test
  void theCheckAcceptsTrueSentences() {
    UserContext user = reader("en");
    List<Fact> facts = new ArrayList<>(user.facts());
    facts.addAll(Samples.gravity().facts());
    GroundingCheck grounding =
        new GroundingCheck(
            Lexicon.of(Language.english()),
            facts,
            new FactLinks(user, DisclosurePolicy.STRICT),
            30);
    for (String truth :
        List.of(
            "You like Drama [P1].",
            "This is Drama [I1].",
            "You loved Drama [P1], and this is both Drama and Sci-Fi [I1] [I2].",
            "You enjoyed Moon 2009, and people who liked it also liked this [P3] [I3].")) {
      assertThat(grounding.objection(truth)).as(truth).isEqualTo(Optional.empty());
    }
  }

  @Test
  void afterTheDeadlineTheTemplateIsUsed() {
    Deadline past = Deadline.in(Duration.ofMillis(-1));
    Model model = new Model(1, "You like Drama [P1].");
    assertThat(
            new WrittenReasons(model, new TemplateReasons())
                .explain(reader("en"), List.of(Samples.gravity()), past))
        .extracting(Reason::source)
        .containsOnly(Reason.Source.TEMPLATE);
  }

  @Test
  void sensitiveFactsAreNotNamedUnlessAllowed() {
    UserContext user =
        new UserContext(
            List.of(new Fact("P1", Kind.LIKED, "religion:Islam", "liked religion Islam")),
            List.of(),
            "en");
    Candidate item =
        new Candidate(
            "1",
            "A book",
            List.of(
                new Fact("I1", Kind.IS, "religion:Islam", "religion Islam"),
                new Fact("I2", Kind.IS, "genre:Essay", "genre Essay")),
            1);
    assertThat(new TemplateReasons().explain(user, List.of(item), LATER).get(0).text())
        .contains("Essay")
        .doesNotContain("Islam");
    assertThat(
            new TemplateReasons(Wording.UNPREPARED, new DisclosurePolicy(Set.of("religion")))
                .explain(user, List.of(item), LATER)
                .get(0)
                .text())
        .contains("Islam");
  }

  private static final String BLURB =
      "In 2009 Sam Bell works alone on the Moon. His only friend is GERTY, and he has 2 weeks left.";

  @Test
  void aRewriteThatKeepsEveryNameAndNumberIsUsed() {
    Candidate item = new Candidate("1", "Moon", List.of(), 1, BLURB, 0, 0);
    String rewritten = "In 2009 Sam Bell works on the Moon, his friend is GERTY, 2 weeks left.";
    assertThat(rewrite(new Model(1, rewritten), item))
        .isEqualTo(new Rewrite(rewritten, Rewrite.Source.MODEL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "In 2009 Sam Bell works on the Moon, his friend is GERTY.",
        "In 2009 Sam works on the Moon, his friend is GERTY, 2 weeks left.",
        "In 2010 Sam Bell works on the Moon, his friend is GERTY, 2 weeks left.",
        "In 2009 Sam Bell works on the Moon, his friend is GERTY and Nolan, 2 weeks left.",
        "In 2009 Sam Bell never works on the Moon, his friend is GERTY, 2 weeks left.",
        "In 2009 GERTY works on the Moon, his friend is Sam Bell, 2 weeks left.",
        "Brilliant thriller.",
      })
  void anyOtherRewriteLeavesTheOriginal(String lie) {
    assertThat(new RewriteCheck(Lexicon.of(Language.english()), BLURB, 30).objection(lie))
        .isPresent();
    Candidate item = new Candidate("1", "Moon", List.of(), 1, BLURB, 0, 0);
    assertThat(rewrite(new Model(1, lie), item).text()).isNotEqualTo(lie);
  }

  @Test
  void randomLogitsGiveNoRewriteThatLosesANumber() {
    Candidate item = new Candidate("1", "Moon", List.of(), 1, BLURB, 0, 0);
    for (int seed = 0; seed < 60; seed++) {
      Rewrite rewrite = rewrite(new Model(seed), item);
      assertThat(rewrite.text()).contains("2009", "Sam", "Bell", "GERTY", "2 ");
    }
  }

  private static Rewrite rewrite(Model model, Candidate item) {
    return new Rewriter(model)
        .rewrite(reader("en"), List.of(item), new WritingStyle("warm", 40), LATER)
        .get(0);
  }

  @Test
  void everyLanguageHasTheKeysOfEnglish() throws Exception {
    for (String tag : List.of("en", "ko")) {
      Language language = Language.of(tag);
      assertThat(language.tag()).isEqualTo(tag);
      for (String key :
          List.of(
              "prompt.task",
              "prompt.rule",
              "prompt.liked",
              "prompt.disliked",
              "prompt.seen",
              "prompt.query",
              "prompt.item",
              "prompt.question",
              "write.reason.1",
              "write.blurb.1",
              "tone.plain.1")) {
        assertThat(language.text(key)).as(tag + " " + key).isNotBlank();
      }
      assertThat(language.words("answer.yes")).isNotEmpty();
      assertThat(Lexicon.of(language).words(Lexicon.Role.NOT)).isNotEmpty();
    }
    assertThat(Map.of("x", Language.of("tlh").tag())).containsValue("en");
  }
}
