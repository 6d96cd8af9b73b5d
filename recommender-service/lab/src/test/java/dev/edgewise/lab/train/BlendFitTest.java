/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.rank.Blend;
import dev.edgewise.rank.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlendFitTest {
  private static final int REQUESTS = 1500;
  private static final int CANDIDATES = 12;

  private final Random random = new Random(2);

  /** Requests whose one liked candidate is drawn by a softmax of the true blend. */
  private List<BlendFit.Example> drawn(Blend truth) {
    List<BlendFit.Example> examples = new ArrayList<>();
    for (int r = 0; r < REQUESTS; r++) {
      List<Candidate> candidates = new ArrayList<>();
      double[] s = random.doubles(CANDIDATES, -2, 2).toArray();
      double[] b = random.doubles(CANDIDATES, -2, 2).toArray();
      int liked = 0;
      double most = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < CANDIDATES; c++) {
        double score = Math.exp(random.nextGaussian());
        candidates.add(
            new Candidate("c" + c, "C", List.of(), score, "", random.nextDouble(), Double.NaN));
        double logit = -Math.log(-Math.log(random.nextDouble()));
        for (double part : truth.contributions(candidates.get(c), s[c], b[c]).values()) {
          logit += part;
        }
        if (logit > most) {
          most = logit;
          liked = c;
        }
      }
      boolean[] likes = new boolean[CANDIDATES];
      likes[liked] = true;
      examples.add(new BlendFit.Example(candidates, s, b, likes));
    }
    return examples;
  }

  @Test
  void findsTheWeightsThatMadeTheData() {
    Blend found = BlendFit.fit(drawn(new Blend(0.8, 0.5, 0.3, 0.2, 0, 1, 0)), 1);
    assertThat(found.firstStage()).isCloseTo(0.8, within(0.1));
    assertThat(found.model()).isCloseTo(0.5, within(0.1));
    assertThat(found.prior()).isCloseTo(0.3, within(0.1));
    assertThat(found.popularity()).isCloseTo(0.2, within(0.1));
    assertThat(found.recency()).isZero();
  }

  @Test
  void aModelThatSpeaksAgainstWhatIsLikedIsLeftOut() {
    Blend found = BlendFit.fit(drawn(new Blend(0.8, -0.5, 0, 0, 0, 1, 0)), 1);
    assertThat(found.model()).isZero();
  }

  @Test
  void aPriorThatExplainsNothingIsLeftOutSinceItCostsAsMuchAsTheModel() {
    Blend found = BlendFit.fit(drawn(new Blend(0.8, 0.5, 0, 0, 0, 1, 0)), 1);
    assertThat(found.prior()).isZero();
    assertThat(found.model()).isCloseTo(0.5, within(0.1));
  }

  @Test
  void scoresAreProbabilities() {
    List<BlendFit.Example> examples = drawn(new Blend(1.2, 0.8, 0, 0, 0, 1, 0));
    Blend found = BlendFit.fit(examples, 1);
    double likely = 0;
    double likelyLiked = 0;
    double all = 0;
    for (BlendFit.Example e : examples) {
      for (int i = 0; i < CANDIDATES; i++) {
        double logit = 0;
        for (double part :
            found.contributions(e.candidates().get(i), e.s()[i], e.b()[i]).values()) {
          logit += part;
        }
        double p = 1 / (1 + Math.exp(-logit));
        all += p;
        if (p > 0.25) {
          likely += p;
          likelyLiked += e.liked()[i] ? 1 : 0;
        }
      }
    }
    assertThat(all).isCloseTo(REQUESTS, within(0.01 * REQUESTS));
    assertThat(likely).isGreaterThan(100);
    assertThat(likelyLiked / likely).isCloseTo(1, within(0.1));
  }
}
