/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.phi.archive.Precision;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Samples;
import dev.edgewise.rank.TwoModels;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.packed.PhiRanker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reasons and blurbs from the real engine with random weights, the most adversarial model. */
class WrittenByEngineTest {
  private static final Deadline LATER = Deadline.in(Duration.ofHours(1));

  @TempDir static Path folder;
  private static PhiRanker ranker;

  @BeforeAll
  static void load() {
    ranker = PhiRanker.open(TwoModels.instructed(folder.resolve("m"), Precision.INT8));
  }

  @AfterAll
  static void close() {
    ranker.close();
  }

  private static List<Candidate> shown() {
    List<Candidate> shown = new ArrayList<>(Samples.candidates(5, 3));
    shown.add(Samples.gravity());
    shown.add(
        new Candidate(
            "blurb", "Moon", List.of(), 1, "In 2009 Sam Bell works alone on the Moon.", 0, 0));
    return shown;
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ko"})
  void allItemsAreOneBatchAndEachReasonIsCheckedOrATemplate(String language) {
    assertThat(ranker.canWrite()).isTrue();
    UserContext user = Samples.reader().asking(language, null);
    List<String> heard = new ArrayList<>();
    List<Reason> reasons =
        new WrittenReasons(ranker, new TemplateReasons())
            .explain(
                user,
                shown(),
                new WritingStyle("warm", 15),
                LATER,
                (item, text) -> heard.add(text));
    assertThat(reasons).hasSize(7);
    for (int i = 0; i < reasons.size(); i++) {
      Reason reason = reasons.get(i);
      List<String> known = new ArrayList<>();
      user.facts().forEach(fact -> known.add(fact.id()));
      shown().get(i).facts().forEach(fact -> known.add(fact.id()));
      assertThat(known).containsAll(reason.cites());
      assertThat(reason.text()).isNotBlank().doesNotContain("[", "<|", "\n");
    }
    for (String text : heard) {
      assertThat(text).doesNotContain("[", "<|");
    }
    assertThat(
            new WrittenReasons(ranker, new TemplateReasons())
                .explain(user, shown(), new WritingStyle("warm", 15), LATER, ReasonListener.NONE))
        .isEqualTo(reasons);
  }

  @Test
  void theMaskAllowsOnlyTheGrammar() {
    Lexicon lexicon = Lexicon.of(Language.english());
    Grammar grammar =
        new Grammar(lexicon.words(Lexicon.Role.THIS), List.of("Drama"), List.of(), List.of("I1"));
    GrammarMask mask =
        new GrammarMask(
            new GrammarMask.Vocabulary(ranker.prompt().tokenizer()),
            grammar,
            ranker.prompt().tokenizer().special("<|end|>"),
            LATER);
    float[] logits = new float[ranker.prompt().tokenizer().size()];
    mask.apply(new int[0], logits);
    List<String> allowed = new ArrayList<>();
    for (int i = 0; i < logits.length; i++) {
      if (logits[i] == 0) {
        allowed.add(ranker.prompt().tokenizer().decode(new int[] {i}).trim());
      }
    }
    assertThat(allowed).contains("this", "D", "[").doesNotContain("not", "Yes");
    assertThat(allowed).allMatch("this it these Drama [I1] This It These"::contains);
  }

  @Test
  void aBlurbKeepsItsNamesOrStaysAsItIs() {
    List<Rewrite> rewrites =
        new Rewriter(ranker)
            .rewrite(Samples.reader(), shown(), new WritingStyle("brief", 12), LATER);
    assertThat(rewrites).hasSize(7);
    assertThat(rewrites.get(6).text()).contains("2009", "Sam", "Bell", "Moon");
    assertThat(rewrites.get(0)).isEqualTo(new Rewrite("", Rewrite.Source.ORIGINAL));
  }
}
