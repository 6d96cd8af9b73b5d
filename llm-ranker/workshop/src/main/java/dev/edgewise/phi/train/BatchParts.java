/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The division of a batch into two parts of about equal work. */
final class BatchParts {
  /**
   * The number of parts. With more than two, the sum of their gradients would depend on the order
   * in which the parts finish.
   */
  static final int COUNT = 2;

  private BatchParts() {}

  /** Deals the requests to the parts in turn, the largest first. No part is empty. */
  static List<List<TrainingRequest>> of(List<TrainingRequest> batch) {
    List<TrainingRequest> bySize = new ArrayList<>(batch);
    bySize.sort(Comparator.comparingInt(BatchParts::tokens).reversed());
    List<List<TrainingRequest>> parts = new ArrayList<>();
    for (int part = 0; part < Math.min(COUNT, batch.size()); part++) {
      List<TrainingRequest> dealt = new ArrayList<>();
      for (int i = part; i < bySize.size(); i += COUNT) {
        dealt.add(bySize.get(i));
      }
      parts.add(dealt);
    }
    return parts;
  }

  private static int tokens(TrainingRequest request) {
    return request.prefix().length + request.branches().stream().mapToInt(b -> b.length).sum();
  }
}
