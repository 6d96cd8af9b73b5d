/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.observe;

import dev.edgewise.ingest.update.BatchReport;
import dev.edgewise.ingest.update.IngestListener;

/** Passes ingestion events on to metrics and traces. Thread-safe. */
public record IngestObservers(IngestMetrics metrics, IngestTraces traces)
    implements IngestListener {
  @Override
  public void batch(BatchReport report) {
    metrics.batch(report);
    traces.batch(report);
  }

  @Override
  public void rewound() {
    metrics.rewound();
  }

  @Override
  public void truncated(int partition, long records) {
    metrics.truncated(partition, records);
  }
}
