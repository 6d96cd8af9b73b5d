/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.train;

import java.util.Arrays;
import java.util.List;

/** The requests of a batch as padded arrays of row numbers, row after row. */
final class PackedBatch {
  final int requests;
  final int prefixWidth;
  final int branchCount;
  final int branchWidth;
  final long[] prefixes;
  final long[] prefixLengths;
  final long[] branches;
  final long[] branchLengths;
  final float[] liked;
  final float[] present;
  final float[] offsets;

  private final BatchRows rows;

  PackedBatch(List<TrainingRequest> batch, BatchRows rows) {
    this.rows = rows;
    requests = batch.size();
    prefixWidth = batch.stream().mapToInt(r -> r.prefix().length).max().getAsInt();
    branchCount = batch.stream().mapToInt(r -> r.branches().size()).max().getAsInt();
    branchWidth =
        batch.stream().flatMap(r -> r.branches().stream()).mapToInt(b -> b.length).max().getAsInt();
    prefixes = new long[requests * prefixWidth];
    prefixLengths = new long[requests];
    branches = new long[requests * branchCount * branchWidth];
    branchLengths = new long[requests * branchCount];
    liked = new float[requests * branchCount];
    present = new float[requests * branchCount];
    offsets = new float[requests * branchCount];
    Arrays.fill(branchLengths, 1);
    for (int i = 0; i < requests; i++) {
      pack(batch.get(i), i);
    }
  }

  private void pack(TrainingRequest request, int i) {
    prefixLengths[i] = request.prefix().length;
    copy(request.prefix(), prefixes, i * prefixWidth);
    for (int n = 0; n < request.branches().size(); n++) {
      int[] branch = request.branches().get(n);
      int at = i * branchCount + n;
      copy(branch, branches, at * branchWidth);
      branchLengths[at] = branch.length;
      liked[at] = request.liked()[n] ? 1 : 0;
      present[at] = 1;
      offsets[at] = request.offsets()[n];
    }
  }

  private void copy(int[] from, long[] to, int at) {
    for (int t = 0; t < from.length; t++) {
      to[at + t] = rows.of(from[t]);
    }
  }
}
