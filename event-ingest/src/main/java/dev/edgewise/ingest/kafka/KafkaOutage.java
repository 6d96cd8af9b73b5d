/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.kafka;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one part of the process knows of an outage of Kafka. The log has a line when the first part
 * meets one, and a line when the last part is over it. For one writing thread; any may read.
 */
public final class KafkaOutage {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaOutage.class);

  /** The parts that wait for Kafka; those that are closed meanwhile don't count. */
  private static final Set<KafkaOutage> PRESENT = Collections.newSetFromMap(new WeakHashMap<>());

  private volatile @Nullable String problem;

  /** Returns the present problem with Kafka, or null. */
  public @Nullable String problem() {
    return problem;
  }

  /** The part doesn't reach Kafka, for this reason. */
  public void met(String cause) {
    problem = cause;
    synchronized (PRESENT) {
      if (PRESENT.isEmpty()) {
        LOG.warn("Kafka: {}; retrying", cause);
      }
      PRESENT.add(this);
    }
  }

  /** The part reaches Kafka. */
  public void over() {
    if (problem == null) {
      return;
    }
    problem = null;
    synchronized (PRESENT) {
      if (PRESENT.remove(this) && PRESENT.isEmpty()) {
        LOG.info("Kafka answers again");
      }
    }
  }
}
