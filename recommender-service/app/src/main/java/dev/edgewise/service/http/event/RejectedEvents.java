/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.event;

import dev.edgewise.service.http.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rejected events of a request, with their problems. For one thread. */
final class RejectedEvents {
  private final int most;
  private final List<AcceptedBody.Rejected> listed = new ArrayList<>();
  private long total;

  /** Starts empty; lists at most this number of events, the first ones. */
  RejectedEvents(int most) {
    this.most = most;
  }

  void add(long index, Problem problem) {
    total++;
    if (listed.size() < most) {
      listed.add(new AcceptedBody.Rejected(index, problem));
    }
  }

  /** How many were rejected so far. */
  long count() {
    return total;
  }

  /** Whether further events are only counted. */
  boolean full() {
    return listed.size() == most;
  }

  /** The listed events in the request's order. */
  List<AcceptedBody.Rejected> listed() {
    listed.sort(Comparator.comparingLong(AcceptedBody.Rejected::index));
    return List.copyOf(listed);
  }

  /** The number of rejected events when the list is incomplete, else null. */
  @Nullable Long total() {
    return total > listed.size() ? total : null;
  }
}
