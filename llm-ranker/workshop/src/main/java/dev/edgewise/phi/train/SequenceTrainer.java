/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.train;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import dev.edgewise.phi.token.ModelException;
import dev.edgewise.phi.torch.Torch;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The trainer of a model that tells from a sequence of items which one comes next, see {@link
 * SequenceShape}. The loss is a softmax over all items; with more than 50,000 items, over those of
 * the batch and a sample (Jean et al., ACL 2015). It runs on the calling thread only, so the caller
 * chooses its priority. Not thread-safe.
 */
public final class SequenceTrainer implements AutoCloseable {
  /** With more items, the softmax is sampled. */
  private static final int MOST_FULL = 50_000;

  private static final int SAMPLED = 4_096;

  /** A batch has no more logits than this: 64 MiB of them, of which some copies are needed. */
  private static final int MOST_LOGITS = 16 << 20;

  private static final double RATE = 2e-3;
  private static final int WARM_UP = 100;

  private final int items;
  private final Random random;
  private final PtNDManager memory = Torch.newManager();
  private final PtSymbolBlock module;
  private final TrainableWeights weights;
  private long steps;

  /**
   * Creates a model with random weights.
   *
   * @param items number of items; they have the numbers from 0 to items - 1
   * @param seed of weights, order and dropout
   */
  public SequenceTrainer(int items, long seed) {
    this.items = items;
    this.random = new Random(seed);
    this.module = TrainingModule.ofSequences(memory);
    JniUtils.setSeed(seed); // of the dropout; equal unless another thread draws meanwhile
    Random start = new Random(seed);
    this.weights =
        new TrainableWeights(
            memory, SequenceShape.layout(items), weight -> SequenceShape.initial(weight, start));
  }

  /** Why there can be no training on this machine, in one line; null if there can. */
  public static @Nullable String problem() {
    try {
      Torch.newManager().close();
      return null;
    } catch (ModelException e) {
      return e.getMessage();
    }
  }

  /** The number of targets of a batch for which memory suffices. */
  private int mostTargets() {
    return Math.max(SequenceBatch.LONGEST, MOST_LOGITS / Math.min(items, MOST_FULL));
  }

  /**
   * Learns from each sequence once, in random order.
   *
   * @param sequences of item numbers, oldest first
   * @param goOn asked before each step; the epoch ends early when it is false
   * @return the mean loss of the batches, each before its step; not finite if the training failed,
   *     and then the weights are of no use
   */
  public double epoch(List<int[]> sequences, BooleanSupplier goOn) {
    Torch.useThisThread(1);
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(true); // libtorch keeps it by thread
    try {
      return learn(sequences, goOn);
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  private double learn(List<int[]> sequences, BooleanSupplier goOn) {
    List<SequenceBatch> batches = SequenceBatch.of(sequences, mostTargets(), random);
    SampledRows rows = new SampledRows(sequences, items, MOST_FULL, SAMPLED);
    double sum = 0;
    int done = 0;
    while (done < batches.size() && Double.isFinite(sum) && goOn.getAsBoolean()) {
      sum += step(batches.get(done++), rows);
    }
    return sum / Math.max(1, done);
  }

  private double step(SequenceBatch batch, SampledRows sampled) {
    try (PtNDManager scope = memory.newSubManager(memory.getDevice())) {
      SampledRows.Rows chosen = sampled.of(batch, random);
      PtNDArray numbers = (PtNDArray) scope.create(chosen.numbers());
      PtNDArray rows = weights.rows(scope, numbers);
      rows.setRequiresGradient(true);
      NDList result = IValueUtils.forward(module, inputs(scope, batch, chosen, rows), true);
      result.attach(scope);
      PtNDArray loss = (PtNDArray) result.get(0);
      double value = loss.getFloat();
      if (!Double.isFinite(value)) {
        return value;
      }
      JniUtils.backward(loss, (PtNDArray) scope.create(1f), false, false);
      steps++;
      double rate = RATE * Math.min(1, steps / (double) WARM_UP);
      weights.optimise(module, scope, rows, numbers, steps, rate);
      return value;
    }
  }

  private NDList inputs(
      PtNDManager scope, SequenceBatch batch, SampledRows.Rows chosen, PtNDArray rows) {
    int width = batch.width();
    NDList inputs = new NDList(weights.arguments(rows));
    inputs.add(scope.create(chosen.rows(batch.inputs()), new Shape(batch.size(), width)));
    inputs.add(
        scope.create(SequenceShape.bias(width), new Shape(SequenceShape.HEADS, width, width)));
    inputs.add(scope.create(batch.places()));
    inputs.add(scope.create(chosen.rows(batch.targets())));
    inputs.add(scope.create(chosen.lowered()));
    return inputs;
  }

  /**
   * A copy of the current weights: the table by item and channel; for each layer a norm (gain, then
   * bias), queries, keys and values (matrix by output and input, then bias), the output of the
   * attention, a norm, the inner and the outer layer; the final norm.
   */
  public List<float[]> values() {
    return weights.values();
  }

  /** Continues from these weights, which have the shapes of {@link #values}. */
  public void set(List<float[]> values) {
    weights.set(values);
  }

  @Override
  public void close() {
    memory.close();
  }
}
