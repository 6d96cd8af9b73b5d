/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.train;

import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.phi.archive.WeightLayout;
import dev.edgewise.phi.archive.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * The weights in training, and the optimiser's two moments of each weight, in native memory. The
 * embedding table is separate: a step changes only the rows of its batch, and each row counts its
 * own steps.
 */
final class TrainableWeights {
  final PtNDArray table;
  final PtNDArray tableMean;
  final PtNDArray tableSquare;
  final PtNDArray tableSteps;
  final List<PtNDArray> dense = new ArrayList<>();
  final List<PtNDArray> means = new ArrayList<>();
  final List<PtNDArray> squares = new ArrayList<>();
  private final List<WeightLayout> layout;

  TrainableWeights(PtNDManager memory, PhiShape shape, Weights start) {
    layout = WeightLayout.of(shape);
    table = create(memory, layout.get(0), start);
    tableMean = zeros(memory, table.getShape());
    tableSquare = zeros(memory, table.getShape());
    tableSteps = zeros(memory, new Shape(shape.vocab(), 1));
    for (WeightLayout weight : layout.subList(1, layout.size())) {
      PtNDArray array = create(memory, weight, start);
      array.setRequiresGradient(true);
      dense.add(array);
      means.add(zeros(memory, array.getShape()));
      squares.add(zeros(memory, array.getShape()));
    }
  }

  private static PtNDArray create(PtNDManager memory, WeightLayout weight, Weights start) {
    long[] sizes = weight.shape().stream().mapToLong(Integer::longValue).toArray();
    return (PtNDArray) memory.create(start.values(weight), new Shape(sizes));
  }

  private static PtNDArray zeros(PtNDManager memory, Shape shape) {
    return (PtNDArray) memory.zeros(shape);
  }

  /** The current values of a weight. */
  float[] values(WeightLayout weight) {
    int at = layout.indexOf(weight);
    return (at == 0 ? table : dense.get(at - 1)).toFloatArray();
  }

  /** All arrays that a resumed training needs, in a fixed order. */
  List<PtNDArray> all() {
    List<PtNDArray> all = new ArrayList<>(List.of(table, tableMean, tableSquare, tableSteps));
    all.addAll(dense);
    all.addAll(means);
    all.addAll(squares);
    return all;
  }
}
