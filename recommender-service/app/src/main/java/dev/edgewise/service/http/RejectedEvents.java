/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a request was not taken, and why. For one thread. */
final class RejectedEvents {
  private final int most;
  private final List<AcceptedBody.Rejected> listed = new ArrayList<>();
  private long total;

  /** None yet; of more than this many, the first to be added are listed. */
  RejectedEvents(int most) {
    this.most = most;
  }

  void add(long index, Problem problem) {
    total++;
    if (listed.size() < most) {
      listed.add(new AcceptedBody.Rejected(index, problem));
    }
  }

  /** Those listed, in the request's order. */
  List<AcceptedBody.Rejected> listed() {
    listed.sort(Comparator.comparingLong(AcceptedBody.Rejected::index));
    return List.copyOf(listed);
  }

  /** How many there are, when not all are listed. */
  @Nullable Long total() {
    return total > listed.size() ? total : null;
  }
}
