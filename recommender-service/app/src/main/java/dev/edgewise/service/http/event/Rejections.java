/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.event;

import dev.edgewise.service.http.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rejected objects of a request, with their problems. For one thread. */
public final class Rejections {
  /** The maximum number of rejected objects in a response. */
  static final int LISTED = 1_000;

  private final List<AcceptedBody.Rejected> listed = new ArrayList<>();
  private long total;

  /** Adds an object; only the first {@value #LISTED} are listed. */
  public void add(long index, Problem problem) {
    total++;
    if (listed.size() < LISTED) {
      listed.add(new AcceptedBody.Rejected(index, problem));
    }
  }

  /** How many were rejected so far. */
  public long count() {
    return total;
  }

  /** Whether further objects are only counted. */
  boolean full() {
    return listed.size() == LISTED;
  }

  /** The listed objects in the request's order. */
  public List<AcceptedBody.Rejected> listed() {
    listed.sort(Comparator.comparingLong(AcceptedBody.Rejected::index));
    return List.copyOf(listed);
  }

  /** The number of rejected objects when the list is incomplete, else null. */
  public @Nullable Long total() {
    return total > listed.size() ? total : null;
  }
}
