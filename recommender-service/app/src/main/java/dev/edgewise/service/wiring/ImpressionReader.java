/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.wiring;

import dev.edgewise.ingest.topic.TopicReader;
import dev.edgewise.recommend.feedback.OnlineFeedback;

/** Reads the log of rankings, so that feedback knows the shown items. */
record ImpressionReader(TopicReader rankings, OnlineFeedback feedback) implements AutoCloseable {
  void start() {
    var _ = rankings.caughtUp().thenRun(feedback::ready);
    rankings.start();
  }

  @Override
  public void close() {
    rankings.close();
  }
}
