/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.torch;

import dev.edgewise.phi.archive.ModuleCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The layout of several branches in one pass: a row for each token, and each row's place in the
 * grids of attention. Branches behind one prefix are sorted into grids by their own length alone,
 * and each grid's rows are padded to a multiple of {@link ModuleCode#ROWS}. So the operations on a
 * branch, and their sizes, don't depend on the other branches of the pass.
 */
public final class PackedRows {
  private static final int SHORTEST = 32;

  private final List<Group> groups;
  private final float[][][] results;
  private final List<Grid> grids = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private long[] ids = new long[0];
  private long[] positions = new long[0];

  /**
   * Branches behind one prefix that are scored by the same labels.
   *
   * @param start position of the branches' first tokens
   */
  // Instances are never compared, so arrays as components do no harm.
  @SuppressWarnings("ArrayRecordComponent")
  public record Group(List<int[]> branches, int start, int[] labels) {}

  /**
   * Branches of one group that have the same number of places.
   *
   * @param group index of the group
   * @param width number of places of each branch, a power of two
   * @param places row in each place of each branch, counted from the grid's first row
   * @param slots place of each row
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Grid(int group, int width, long[] places, long[] slots) {}

  /** The last row of a branch, and the indexes of its group and of the branch in it. */
  private record End(long row, int group, int branch) {}

  /** The ends of all branches that are scored by the same labels. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Part(int[] labels, List<End> ends) {}

  public PackedRows(List<Group> groups) {
    this.groups = groups;
    this.results = new float[groups.size()][][];
    for (int g = 0; g < groups.size(); g++) {
      List<int[]> branches = groups.get(g).branches();
      results[g] = new float[branches.size()][];
      int widest =
          branches.stream().mapToInt(branch -> width(branch.length)).max().orElse(SHORTEST);
      for (int width = SHORTEST; width <= widest; width *= 2) {
        List<Integer> members = members(branches, width);
        if (!members.isEmpty()) {
          addGrid(g, members, width);
        }
      }
    }
  }

  private static List<Integer> members(List<int[]> branches, int width) {
    List<Integer> members = new ArrayList<>();
    for (int i = 0; i < branches.size(); i++) {
      if (width(branches.get(i).length) == width) {
        members.add(i);
      }
    }
    return members;
  }

  private void addGrid(int group, List<Integer> members, int width) {
    List<int[]> branches = groups.get(group).branches();
    int start = groups.get(group).start();
    Part part = part(groups.get(group).labels());
    int rows = padded(members.stream().mapToInt(i -> branches.get(i).length).sum());
    int base = ids.length;
    ids = Arrays.copyOf(ids, base + rows);
    positions = Arrays.copyOf(positions, base + rows);
    Arrays.fill(positions, base, base + rows, start);
    long[] places = new long[members.size() * width];
    long[] slots = new long[rows];
    int row = 0;
    for (int m = 0; m < members.size(); m++) {
      int[] branch = branches.get(members.get(m));
      for (int t = 0; t < branch.length; t++) {
        int place = m * width + t;
        ids[base + row] = branch[t];
        positions[base + row] = (long) start + t;
        places[place] = row;
        slots[row] = place;
        row++;
      }
      part.ends.add(new End(base + row - 1L, group, members.get(m)));
    }
    grids.add(new Grid(group, width, places, slots));
  }

  private Part part(int[] labels) {
    for (Part part : parts) {
      if (Arrays.equals(part.labels, labels)) {
        return part;
      }
    }
    Part part = new Part(labels, new ArrayList<>());
    parts.add(part);
    return part;
  }

  /** The number of places for a branch of this length: a power of two. */
  private static int width(int length) {
    int width = SHORTEST;
    while (width < length) {
      width *= 2;
    }
    return width;
  }

  private static int padded(int rows) {
    return (rows + ModuleCode.ROWS - 1) / ModuleCode.ROWS * ModuleCode.ROWS;
  }

  public long[] ids() {
    return ids;
  }

  public long[] positions() {
    return positions;
  }

  public List<Grid> grids() {
    return grids;
  }

  /** The index of each grid's group. */
  public long[] behind() {
    return grids.stream().mapToLong(Grid::group).toArray();
  }

  /** The last row of each branch, grouped by labels. Row 0 pads each of these parts. */
  public long[] ends() {
    long[] ends = new long[Math.toIntExact(Arrays.stream(counts()).sum())];
    int at = 0;
    for (Part part : parts) {
      for (int i = 0; i < part.ends.size(); i++) {
        ends[at + i] = part.ends.get(i).row;
      }
      at += padded(part.ends.size());
    }
    return ends;
  }

  /** The number of ends in each part, with padding. */
  public long[] counts() {
    return parts.stream().mapToLong(part -> padded(part.ends.size())).toArray();
  }

  /** The labels of each part of the ends. */
  public List<long[]> labels() {
    List<long[]> labels = new ArrayList<>();
    parts.forEach(part -> labels.add(Arrays.stream(part.labels).asLongStream().toArray()));
    return labels;
  }

  /**
   * Sorts computed logits into the order of the groups and branches.
   *
   * @param logits logits of the labels at each end, part after part
   * @return for each group and branch, the logits of its labels
   */
  public float[][][] sorted(float[] logits) {
    int at = 0;
    for (Part part : parts) {
      int width = part.labels.length;
      for (int i = 0; i < part.ends.size(); i++) {
        int from = at + i * width;
        End end = part.ends.get(i);
        results[end.group][end.branch] = Arrays.copyOfRange(logits, from, from + width);
      }
      at += padded(part.ends.size()) * width;
    }
    return results;
  }
}
