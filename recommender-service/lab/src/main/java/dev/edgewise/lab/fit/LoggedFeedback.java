/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.fit;

import dev.edgewise.ingest.topic.TopicHistory;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.rank.Blend;
import dev.edgewise.rank.ModelInfo;
import dev.edgewise.recommend.LoggedRanking;
import dev.edgewise.recommend.feedback.Attribution;
import dev.edgewise.recommend.feedback.Measures;
import dev.edgewise.recommend.feedback.OnlineFeedback;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Feedback from the topics on the latest {@value OnlineFeedback#RANKINGS} rankings (about 200 MB).
 * For one thread.
 */
public final class LoggedFeedback {
  private final Attribution attribution;
  private @Nullable Instant earliest;
  private long unreadable;

  /** Starts without feedback. */
  public LoggedFeedback(SignalWeights signals, Duration window) {
    this.attribution = new Attribution(signals, window, OnlineFeedback.RANKINGS, true);
  }

  /**
   * Reads the topics, the rankings first.
   *
   * @param from the broker's time of the first ranking, or null for all stored rankings
   * @throws dev.edgewise.ingest.kafka.IngestException when Kafka can't be used, or a topic doesn't
   *     exist
   */
  public void read(
      TopicHistory history, @Nullable Instant from, String rankingsTopic, String eventsTopic) {
    history.values(rankingsTopic, from, this::shown);
    Instant first = earliest;
    if (first != null) {
      history.events(eventsTopic, first, attribution::done);
    }
  }

  private void shown(byte[] entry) {
    try {
      LoggedRanking ranking = LoggedRanking.read(entry);
      attribution.shown(ranking);
      Instant first = earliest;
      earliest = first == null || ranking.at().isBefore(first) ? ranking.at() : first;
    } catch (IllegalArgumentException e) {
      unreadable++;
    }
  }

  /** Entries of the log of rankings that can't be read. */
  public long unreadable() {
    return unreadable;
  }

  /** Measures of the rankings; since the epoch when there are none. */
  public Measures measures() {
    return attribution.measures(earliest == null ? Instant.EPOCH : earliest);
  }

  /**
   * Fits weights to the feedback and compares them.
   *
   * @param model the model whose rankings count
   * @param inUse the weights in use
   * @throws TooLittleFeedbackException when there is too little feedback; the message says how much
   *     is needed
   */
  public FitResult fit(ModelInfo model, Blend inUse) {
    return FeedbackFit.fit(FeedbackExample.of(attribution.rankings(), model), inUse);
  }
}
