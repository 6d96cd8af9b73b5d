/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.torch;

import dev.edgewise.phi.archive.ModuleCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Branches side by side as rows of tokens, and where in attention's grids each row stands. Branches
 * behind one prefix are sorted into grids by their own length alone, and each grid's rows are
 * padded to a multiple of {@link ModuleCode#ROWS}; so the operations that a branch goes through,
 * and their sizes, don't depend on its neighbours, whoever's they are.
 */
public final class PackedRows {
  private static final int SHORTEST = 32;

  private final List<Group> groups;
  private final List<Grid> grids = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private long[] ids = new long[0];
  private long[] positions = new long[0];

  /**
   * Branches behind one prefix, asked for the same labels.
   *
   * @param start position of their first tokens
   */
  // Goes from its maker straight into a call; nobody compares two.
  @SuppressWarnings("ArrayRecordComponent")
  public record Group(List<int[]> branches, int start, int[] labels) {}

  /**
   * Branches of one group and one room.
   *
   * @param group the group's number
   * @param width places of a branch
   * @param places the row, counted in the grid, in each place of each branch
   * @param slots the place of each row
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Grid(int group, int width, long[] places, long[] slots) {}

  /** The last rows of all branches that are asked for the same labels. */
  private static final class Part {
    private final int[] labels;
    private final List<Long> rows = new ArrayList<>();
    private final List<float[][]> owners = new ArrayList<>();
    private final List<Integer> branches = new ArrayList<>();

    Part(int[] labels) {
      this.labels = labels;
    }
  }

  private final float[][][] results;

  /** Lays branches out. */
  public PackedRows(List<Group> groups) {
    this.groups = groups;
    this.results = new float[groups.size()][][];
    for (int g = 0; g < groups.size(); g++) {
      List<int[]> branches = groups.get(g).branches();
      results[g] = new float[branches.size()][];
      int widest = branches.stream().mapToInt(branch -> room(branch.length)).max().orElse(SHORTEST);
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
      if (room(branches.get(i).length) == width) {
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
    long last = base - 1L;
    for (int m = 0; m < members.size(); m++) {
      int[] branch = branches.get(members.get(m));
      for (int t = 0; t < branch.length; t++) {
        ids[base + row] = branch[t];
        int position = start + t;
        int place = m * width + t;
        positions[base + row] = position;
        places[place] = row;
        slots[row] = place;
        row++;
        last++;
      }
      part.rows.add(last);
      part.owners.add(results[group]);
      part.branches.add(members.get(m));
    }
    grids.add(new Grid(group, width, places, slots));
  }

  private Part part(int[] labels) {
    for (Part part : parts) {
      if (Arrays.equals(part.labels, labels)) {
        return part;
      }
    }
    Part part = new Part(labels);
    parts.add(part);
    return part;
  }

  /** A power of two that has room for so many tokens. */
  private static int room(int length) {
    int room = SHORTEST;
    while (room < length) {
      room *= 2;
    }
    return room;
  }

  static int padded(int rows) {
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

  /** The group that each grid belongs to. */
  public long[] behind() {
    return grids.stream().mapToLong(Grid::group).toArray();
  }

  /** The last row of each branch, sorted by their labels, each part padded by row 0. */
  public long[] ends() {
    long[] ends = new long[Math.toIntExact(Arrays.stream(counts()).sum())];
    int at = 0;
    for (Part part : parts) {
      for (int i = 0; i < part.rows.size(); i++) {
        ends[at + i] = part.rows.get(i);
      }
      at += padded(part.rows.size());
    }
    return ends;
  }

  /** Ends with the same labels, padding counted. */
  public long[] counts() {
    return parts.stream().mapToLong(part -> padded(part.rows.size())).toArray();
  }

  /** The labels of each part of the ends. */
  public List<long[]> labels() {
    List<long[]> labels = new ArrayList<>();
    parts.forEach(part -> labels.add(Arrays.stream(part.labels).asLongStream().toArray()));
    return labels;
  }

  /**
   * What was computed, put back into the order given.
   *
   * @param logits of the labels at the ends, part after part
   * @return for each group and branch the logits of its labels
   */
  public float[][][] sorted(float[] logits) {
    int at = 0;
    for (Part part : parts) {
      int width = part.labels.length;
      for (int i = 0; i < part.rows.size(); i++) {
        int from = at + i * width;
        part.owners.get(i)[part.branches.get(i)] = Arrays.copyOfRange(logits, from, from + width);
      }
      at += padded(part.rows.size()) * width;
    }
    return results;
  }
}
