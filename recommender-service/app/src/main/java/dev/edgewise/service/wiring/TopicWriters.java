/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.wiring;

import dev.edgewise.ingest.topic.TopicWriter;

/**
 * Writers of the topics that only the service writes.
 *
 * @param rankings writes the log of rankings
 * @param tasks writes the tasks to precompute lists
 */
record TopicWriters(TopicWriter rankings, TopicWriter tasks) implements AutoCloseable {
  @Override
  public void close() {
    rankings.close();
    tasks.close();
  }
}
