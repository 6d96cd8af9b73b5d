/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

import dev.edgewise.profile.Profile;
import java.util.Collection;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notifies the listeners of an updater, and logs their exceptions. */
record IngestNotifier(IngestState progress, Consumer<Profile> onApplied, IngestListener listener) {
  private static final Logger LOG = LoggerFactory.getLogger(IngestNotifier.class);

  /** Reports the applied profiles; logs at most one exception for each batch. */
  void applied(Collection<Profile> profiles) {
    RuntimeException thrown = null;
    for (Profile profile : profiles) {
      try {
        onApplied.accept(profile);
      } catch (RuntimeException e) {
        thrown = e;
      }
    }
    if (thrown != null) {
      LOG.error("a listener failed at an applied batch", thrown);
    }
  }

  void batch(BatchReport report) {
    tell(() -> listener.batch(report));
  }

  void rewound() {
    LOG.warn("the profile store may have lost its latest writes; reading from its checkpoints");
    progress.rewound();
    tell(listener::rewound);
  }

  void truncated(int partition, long records) {
    LOG.error(
        "partition {} has lost up to {} applied records; new records at their offsets will count",
        partition,
        records);
    progress.truncated();
    tell(() -> listener.truncated(partition, records));
  }

  private static void tell(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.error("a listener failed", e);
    }
  }
}
