/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.wiring;

import dev.edgewise.ingest.topic.TopicWriter;

/**
 * The topics that the service writes by itself.
 *
 * @param rankings what was shown
 * @param tasks lists to be made ahead
 */
record TopicWriters(TopicWriter rankings, TopicWriter tasks) implements AutoCloseable {
  @Override
  public void close() {
    rankings.close();
    tasks.close();
  }
}
