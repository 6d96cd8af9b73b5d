/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.edgewise.rank.feature.EvidenceRanker;
import dev.edgewise.rank.feature.Features;
import dev.edgewise.rank.feature.LearnedRanker;
import dev.edgewise.rank.feature.Recency;
import dev.edgewise.rank.feature.SimilarityWeights;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A fitted ranker that can be stored as JSON. It holds networks over features and weights of items,
 * nothing about users.
 *
 * @param result of the fit
 * @param choices the number of choices that were known at the fit
 * @param fitted the time of the fit
 */
public record StoredRanker(FittedRanker result, long choices, Instant fitted) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Either {@code learned} or {@code evidence} is there; an earlier version has no similarity. */
  private record Document(
      String fitted,
      long choices,
      Map<String, Double> figures,
      Recency recency,
      @Nullable SimilarityWeights similarity,
      List<String> features,
      @Nullable LearnedRanker learned,
      @Nullable EvidenceRanker evidence,
      @Nullable StoredSequence sequence) {}

  /** The stored form. */
  public byte[] bytes() {
    Document document =
        new Document(
            fitted.toString(),
            choices,
            result.figures(),
            result.recency(),
            result.similarity(),
            Features.NAMES,
            result.ranker() instanceof LearnedRanker learned ? learned : null,
            result.ranker() instanceof EvidenceRanker evidence ? evidence : null,
            StoredSequence.of(result.sequence()));
    try {
      return JSON.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and names can always be written as JSON", e);
    }
  }

  /**
   * Reads the stored form.
   *
   * @throws IllegalArgumentException when it is no ranker, or one for other features than this
   *     version of the software computes
   */
  public static StoredRanker read(byte[] bytes) {
    try {
      Document document = JSON.readValue(bytes, Document.class);
      if (!Features.NAMES.equals(document.features)) {
        throw new IllegalArgumentException("the stored ranker is for other features");
      }
      FittedRanker result =
          new FittedRanker(
              document.learned == null
                  ? Objects.requireNonNull(document.evidence)
                  : document.learned,
              Objects.requireNonNull(document.recency),
              Objects.requireNonNullElse(document.similarity, SimilarityWeights.STANDARD),
              Collections.unmodifiableMap(new LinkedHashMap<>(document.figures)),
              document.sequence == null ? null : document.sequence.model());
      return new StoredRanker(result, document.choices, Instant.parse(document.fitted));
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("the stored ranker can't be read: " + e.getMessage(), e);
    }
  }
}
