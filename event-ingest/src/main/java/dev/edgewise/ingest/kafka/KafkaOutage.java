/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.kafka;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs an outage of Kafka once for the whole process, when the first part meets it, and its end
 * when the last part is over it. Thread-safe.
 */
public final class KafkaOutage {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaOutage.class);

  /** The parts that wait for Kafka; those that are closed meanwhile don't count. */
  private static final Set<Object> PARTS = Collections.newSetFromMap(new WeakHashMap<>());

  private KafkaOutage() {}

  /** A part of the process doesn't reach Kafka. */
  public static synchronized void began(Object part, String cause) {
    if (PARTS.isEmpty()) {
      LOG.warn("Kafka: {}; retrying", cause);
    }
    PARTS.add(part);
  }

  /** A part of the process reaches Kafka again. */
  public static synchronized void ended(Object part) {
    if (PARTS.remove(part) && PARTS.isEmpty()) {
      LOG.info("Kafka answers again");
    }
  }
}
