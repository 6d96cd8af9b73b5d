/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.wiring;

import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.topic.TopicReader;
import dev.edgewise.ingest.topic.TopicWriter;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.recommend.feedback.OnlineFeedback;
import dev.edgewise.service.config.EdgewiseConfig;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** Creates the log of rankings, and what joins feedback with it. */
@Dependent
public final class FeedbackWiring {
  private static final int LOG_CAPACITY = 10_000;
  private static final int TASK_CAPACITY = 100_000;
  private static final Duration TASK_RETENTION = Duration.ofDays(1);

  @Singleton
  public static TopicWriters topics(KafkaSettings kafka, EdgewiseConfig config) {
    EdgewiseConfig.Recommend recommend = config.recommend();
    return new TopicWriters(
        new TopicWriter(kafka, recommend.logTopic(), LOG_CAPACITY, recommend.logRetention()),
        new TopicWriter(kafka, config.ahead().topic(), TASK_CAPACITY, TASK_RETENTION));
  }

  @Singleton
  public static OnlineFeedback feedback(
      SignalWeights signals, MeterRegistry meters, EdgewiseConfig config) {
    return new OnlineFeedback(
        signals,
        config.feedback().window(),
        InstantSource.system(),
        outcome ->
            meters.counter("edgewise.feedback.events", "outcome", outcome.label()).increment());
  }

  @Singleton
  public static ImpressionReader impressions(
      KafkaSettings kafka, OnlineFeedback feedback, EdgewiseConfig config) {
    EdgewiseConfig.Recommend recommend = config.recommend();
    return new ImpressionReader(
        TopicReader.ofValues(
            kafka,
            recommend.logTopic(),
            recommend.logRetention(),
            feedback.since(),
            feedback::shown),
        feedback);
  }
}
