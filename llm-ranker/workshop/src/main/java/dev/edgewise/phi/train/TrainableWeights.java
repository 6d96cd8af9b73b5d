/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import dev.edgewise.phi.archive.WeightLayout;
import dev.edgewise.phi.torch.Torch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The weights in training, and the optimiser's two moments of each weight, in native memory. The
 * embedding table is separate: a step changes only the rows of its batch, and each row counts its
 * own steps.
 */
final class TrainableWeights {
  private static final double DECAY = 0.01;
  private static final double CLIP = 1;

  private final List<WeightLayout> layout;
  private final PtNDArray table;
  private final PtNDArray tableMean;
  private final PtNDArray tableSquare;
  private final PtNDArray tableSteps;
  private final List<PtNDArray> dense = new ArrayList<>();
  private final List<PtNDArray> means = new ArrayList<>();
  private final List<PtNDArray> squares = new ArrayList<>();

  /**
   * Creates the weights.
   *
   * @param layout the weights in the order of the module code; the first is the table
   * @param start values before training
   */
  TrainableWeights(
      PtNDManager memory, List<WeightLayout> layout, Function<WeightLayout, float[]> start) {
    this.layout = layout;
    table = create(memory, layout.get(0), start);
    tableMean = zeros(memory, table.getShape());
    tableSquare = zeros(memory, table.getShape());
    tableSteps = zeros(memory, new Shape(layout.get(0).rows(), 1));
    for (WeightLayout weight : layout.subList(1, layout.size())) {
      PtNDArray array = create(memory, weight, start);
      array.setRequiresGradient(true);
      dense.add(array);
      means.add(zeros(memory, array.getShape()));
      squares.add(zeros(memory, array.getShape()));
    }
  }

  private static PtNDArray create(
      PtNDManager memory, WeightLayout weight, Function<WeightLayout, float[]> start) {
    long[] sizes = weight.shape().stream().mapToLong(Integer::longValue).toArray();
    return (PtNDArray) memory.create(start.apply(weight), new Shape(sizes));
  }

  private static PtNDArray zeros(PtNDManager memory, Shape shape) {
    return (PtNDArray) memory.zeros(shape);
  }

  /** A copy of some rows of the table. */
  PtNDArray rows(PtNDManager scope, PtNDArray numbers) {
    return (PtNDArray) table.get(scope, new NDIndex("{}", numbers));
  }

  /** The arguments of the module for all weights, with these rows in place of the table. */
  List<NDArray> arguments(PtNDArray rows) {
    List<NDArray> arguments = new ArrayList<>();
    arguments.add(named(rows));
    dense.forEach(weight -> arguments.add(named(weight)));
    return arguments;
  }

  // DJL collects arrays with the same name into a list argument when that name ends in [].
  private static NDArray named(PtNDArray weight) {
    weight.setName("w[]");
    return weight;
  }

  /**
   * Makes a step of the optimiser and clears the gradients.
   *
   * @param rows a copy of the rows of the batch, with their gradients
   * @param numbers of these rows
   * @param step the number of this step, from 1
   */
  void optimise(
      PtSymbolBlock module,
      PtNDManager scope,
      PtNDArray rows,
      PtNDArray numbers,
      long step,
      double rate) {
    PtNDArray[] gradients = new PtNDArray[dense.size() + 1];
    gradients[0] = gradient(scope, rows);
    for (int i = 1; i < gradients.length; i++) {
      gradients[i] = gradient(scope, dense.get(i - 1));
    }
    Torch.call(
            module,
            "adam",
            list(dense),
            IValue.listFrom(gradients),
            list(means),
            list(squares),
            IValue.from(numbers),
            IValue.from(table),
            IValue.from(tableMean),
            IValue.from(tableSquare),
            IValue.from(tableSteps),
            IValue.from(step),
            IValue.from(rate),
            IValue.from(DECAY),
            IValue.from(CLIP))
        .close();
  }

  private static PtNDArray gradient(PtNDManager scope, PtNDArray of) {
    PtNDArray gradient = of.getGradient();
    gradient.attach(scope);
    return gradient;
  }

  private static IValue list(List<PtNDArray> arrays) {
    return IValue.listFrom(arrays.toArray(new PtNDArray[0]));
  }

  /** The current values of a weight. */
  float[] values(WeightLayout weight) {
    int at = layout.indexOf(weight);
    return (at == 0 ? table : dense.get(at - 1)).toFloatArray();
  }

  /** The current values of all weights, in their order. */
  List<float[]> values() {
    List<float[]> values = new ArrayList<>(List.of(table.toFloatArray()));
    dense.forEach(weight -> values.add(weight.toFloatArray()));
    return values;
  }

  /** Sets the values of all weights; the moments stay. */
  void set(List<float[]> values) {
    table.set(values.get(0));
    for (int i = 1; i < values.size(); i++) {
      dense.get(i - 1).set(values.get(i));
    }
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
