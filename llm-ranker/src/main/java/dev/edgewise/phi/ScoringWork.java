/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import dev.edgewise.phi.token.ModelException;
import dev.edgewise.phi.torch.PackedRows;
import dev.edgewise.phi.torch.SharedMemory;
import java.util.ArrayList;
import java.util.List;

/** Branches behind one prefix that wait to be scored. */
final class ScoringWork extends ModelWork<float[][]> {
  private final PhiModule module;
  private final Prefix prefix;
  private final List<int[]> branches;
  private final int[] labels;
  private final float[][] scores;
  private int taken;
  private int scored;

  /** New work. A single branch may be longer than a pass. */
  ScoringWork(
      Priority priority, PhiModule module, Prefix prefix, List<int[]> branches, int[] labels) {
    super(priority);
    this.module = module;
    this.prefix = prefix;
    this.branches = branches;
    this.labels = labels;
    this.scores = new float[branches.size()][];
  }

  @Override
  ModelWork.Pass newPass() {
    return new ScoringPass(module, module.rowsPerPass(), prefix.stretched());
  }

  @Override
  boolean begun() {
    return taken == branches.size() || result().isDone();
  }

  /** Stores a part's scores. Two passes may call this at the same time. */
  private synchronized void complete(int from, float[][] part) {
    System.arraycopy(part, 0, scores, from, part.length);
    scored += part.length;
    if (scored == scores.length) {
      result().complete(scores);
    }
  }

  /** Leaves out the branches from this one on, which no pass has taken. */
  private synchronized void leaveOut(int from) {
    taken = scores.length;
    scored += scores.length - from;
    if (scored == scores.length) {
      result().complete(scores);
    }
  }

  /** The branches of a work from {@code from} up to, but without, {@code to}. */
  private record Part(ScoringWork work, int from, int to) {
    int rows() {
      return work.branches.subList(from, to).stream().mapToInt(branch -> branch.length).sum();
    }

    PackedRows.Group group() {
      return new PackedRows.Group(
          work.branches.subList(from, to), work.prefix.length(), work.labels);
    }
  }

  /** Branches of one or more works that go through the model together. */
  private static final class ScoringPass implements ModelWork.Pass {
    private final PhiModule module;
    private final boolean stretched;
    private final List<Part> parts = new ArrayList<>();
    private int room;

    ScoringPass(PhiModule module, int rows, boolean stretched) {
      this.module = module;
      this.room = rows;
      this.stretched = stretched;
    }

    @Override
    public boolean join(ModelWork<?> other) {
      if (!(other instanceof ScoringWork work) || work.prefix.stretched() != stretched) {
        return false;
      }
      int from = work.taken;
      if (work.priority().late()) {
        work.leaveOut(from);
        return true;
      }
      while (work.taken < work.branches.size()) {
        int rows = work.branches.get(work.taken).length;
        if (rows > room && !(parts.isEmpty() && work.taken == from)) {
          break;
        }
        room -= rows;
        work.taken++;
      }
      if (work.taken == from) {
        return false;
      }
      try {
        work.prefix.cache().use();
        parts.add(new Part(work, from, work.taken));
      } catch (ModelException e) {
        // a closed prefix fails only its own work
        work.result().completeExceptionally(e);
      }
      return true;
    }

    @Override
    public int rows() {
      return parts.stream().mapToInt(Part::rows).sum();
    }

    @Override
    public void compute() {
      if (parts.isEmpty()) {
        return;
      }
      try {
        float[][][] scores = scores();
        for (int i = 0; i < parts.size(); i++) {
          parts.get(i).work.complete(parts.get(i).from, scores[i]);
        }
      } catch (RuntimeException | Error e) {
        parts.forEach(part -> part.work.result().completeExceptionally(e));
      }
    }

    private float[][][] scores() {
      try {
        List<SharedMemory> caches = new ArrayList<>();
        List<PackedRows.Group> groups = new ArrayList<>();
        for (Part part : parts) {
          groups.add(part.group());
          caches.add(part.work.prefix.cache());
        }
        return module.score(caches, stretched, groups);
      } finally {
        parts.forEach(part -> part.work.prefix.cache().release());
      }
    }
  }
}
