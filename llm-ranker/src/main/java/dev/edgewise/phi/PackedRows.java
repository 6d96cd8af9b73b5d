/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Branches side by side as rows of tokens, and where in attention's grids each row stands. Branches
 * are sorted into grids by their own length alone, and each grid's rows are padded to a multiple of
 * {@link ModuleCode#ROWS}; so the operations that a branch goes through, and their sizes, don't
 * depend on its neighbours.
 */
final class PackedRows {
  private static final int SHORTEST = 32;

  private final List<int[]> branches;
  private final int start;
  private final List<Integer> order = new ArrayList<>();
  private final List<long[]> grids = new ArrayList<>();
  private final List<Integer> widths = new ArrayList<>();
  private final List<long[]> slots = new ArrayList<>();
  private long[] ids = new long[0];
  private long[] positions = new long[0];
  private final long[] ends;

  /**
   * Lays branches out.
   *
   * @param start position of their first tokens
   */
  PackedRows(List<int[]> branches, int start) {
    this.branches = branches;
    this.start = start;
    this.ends = new long[padded(branches.size())];
    int widest = branches.stream().mapToInt(branch -> room(branch.length)).max().orElse(SHORTEST);
    for (int width = SHORTEST; width <= widest; width *= 2) {
      List<Integer> members = members(width);
      if (!members.isEmpty()) {
        addGrid(members, width);
      }
    }
  }

  private List<Integer> members(int width) {
    List<Integer> members = new ArrayList<>();
    for (int i = 0; i < branches.size(); i++) {
      if (room(branches.get(i).length) == width) {
        members.add(i);
      }
    }
    return members;
  }

  private void addGrid(List<Integer> members, int width) {
    int rows = padded(members.stream().mapToInt(i -> branches.get(i).length).sum());
    int base = ids.length;
    ids = Arrays.copyOf(ids, base + rows);
    positions = Arrays.copyOf(positions, base + rows);
    Arrays.fill(positions, base, base + rows, start);
    long[] grid = new long[members.size() * width];
    long[] slot = new long[rows];
    int row = 0;
    int last = base - 1;
    for (int m = 0; m < members.size(); m++) {
      int[] branch = branches.get(members.get(m));
      for (int t = 0; t < branch.length; t++) {
        ids[base + row] = branch[t];
        int position = start + t;
        int place = m * width + t;
        positions[base + row] = position;
        grid[place] = row;
        slot[row] = place;
        row++;
        last++;
      }
      ends[order.size()] = last;
      order.add(members.get(m));
    }
    grids.add(grid);
    widths.add(width);
    slots.add(slot);
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

  long[] ids() {
    return ids;
  }

  long[] positions() {
    return positions;
  }

  int gridCount() {
    return grids.size();
  }

  /** The row, counted in its grid, in each place of each branch. */
  long[] grid(int grid) {
    return grids.get(grid);
  }

  /** Places of a branch in a grid. */
  int width(int grid) {
    return widths.get(grid);
  }

  /** The place of each row of a grid. */
  long[] slots(int grid) {
    return slots.get(grid);
  }

  /** The last row of each branch, padded by row 0. */
  long[] ends() {
    return ends;
  }

  /** The branch that each of {@link #ends} belongs to. */
  int branch(int end) {
    return order.get(end);
  }
}
