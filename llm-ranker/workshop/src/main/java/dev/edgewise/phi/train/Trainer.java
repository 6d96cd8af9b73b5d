/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.train;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import dev.edgewise.phi.archive.ModelCard;
import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.phi.archive.Precision;
import dev.edgewise.phi.archive.WeightLayout;
import dev.edgewise.phi.archive.Weights;
import dev.edgewise.phi.token.ModelException;
import dev.edgewise.phi.token.Tokenizer;
import dev.edgewise.phi.torch.Torch;
import java.nio.file.Path;
import java.util.List;

/**
 * The trainer of a small Phi-3 model for ranking. The score of a branch is s = logit(Yes) -
 * logit(No). For each request, a softmax turns s plus the offset of each branch into shares, and
 * the loss is the mean of -log(share) over the liked branches (listwise, ListNet's top-one form).
 * The optimiser is AdamW with gradients clipped to norm 1. All values are 32-bit floats.
 *
 * <p>Each half of a batch runs on its own thread, and the gradients of the halves are added. This
 * is faster than two threads inside each operation, which wait for each other thousands of times a
 * step, and other work on the machine slows it down far less. The sum of two gradients doesn't
 * depend on their order, so equal seeds and batches give equal weights. Not thread-safe.
 */
public final class Trainer implements AutoCloseable {
  private final PhiShape shape;
  private final int yes;
  private final int no;
  private final PtNDManager memory = Torch.newManager();
  private final PtSymbolBlock module;
  private final TrainableWeights weights;
  private final Workers workers;
  private long steps;

  /**
   * Creates a model with random weights.
   *
   * @param tokenizer the tokenizer of the training data
   * @param seed seed of the weights; equal seeds give equal weights
   * @param yes token id of the answer "liked"
   * @param no token id of the answer "not liked"
   * @throws ModelException when the output matrix isn't tied, or the vocabulary is too small
   */
  public Trainer(PhiShape shape, Tokenizer tokenizer, long seed, int yes, int no) {
    if (!shape.tiedHead() || shape.vocab() < tokenizer.size()) {
      throw new ModelException(
          "Training needs a tied output matrix and a vocabulary of at least " + tokenizer.size());
    }
    this.shape = shape;
    this.yes = yes;
    this.no = no;
    this.workers = new Workers(BatchParts.COUNT);
    this.module = TrainingModule.ofRequests(memory, shape);
    Weights start = Weights.random(shape, seed);
    this.weights = new TrainableWeights(memory, WeightLayout.of(shape), start::values);
  }

  /** Number of steps so far, including the steps before a resume. */
  public long steps() {
    return steps;
  }

  /**
   * Makes one training step.
   *
   * @return the mean loss of the batch before the step
   * @throws ModelException when the loss is not finite
   */
  public double step(List<TrainingRequest> batch, double learningRate) {
    try (PtNDManager scope = memory.newSubManager(memory.getDevice())) {
      BatchRows rows = new BatchRows(batch, shape.vocab(), yes, no);
      PtNDArray numbers = (PtNDArray) scope.create(rows.tokens());
      PtNDArray embedding = weights.rows(scope, numbers);
      embedding.setRequiresGradient(true);
      double loss = 0;
      List<List<TrainingRequest>> parts = BatchParts.of(batch);
      for (double share : workers.run(parts, part -> learn(part, rows, embedding, batch.size()))) {
        loss += share;
      }
      if (!Double.isFinite(loss)) {
        throw ModelException.of(
            "The loss became %s at step %d; the learning rate may be too high", loss, steps);
      }
      steps++;
      workers.run(List.of(numbers), n -> optimise(scope, embedding, n, learningRate));
      return loss;
    }
  }

  private boolean optimise(PtNDManager scope, PtNDArray embedding, PtNDArray rows, double rate) {
    weights.optimise(module, scope, embedding, rows, steps, rate);
    return true;
  }

  /** Adds a part's gradients to those of the batch, and returns the part's share of the loss. */
  private double learn(
      List<TrainingRequest> part, BatchRows rows, PtNDArray embedding, int batchSize) {
    try (PtNDManager scope = memory.newSubManager(memory.getDevice())) {
      PackedBatch packed = new PackedBatch(part, rows);
      NDList result = IValueUtils.forward(module, inputs(scope, packed, embedding), true);
      result.attach(scope);
      PtNDArray loss = (PtNDArray) result.get(0);
      float share = (float) part.size() / batchSize;
      JniUtils.backward(loss, (PtNDArray) scope.create(share), false, false);
      return loss.getFloat() * share;
    }
  }

  /** The score s of each branch of a request, without its offset. A liked branch scores higher. */
  public float[] score(TrainingRequest request) {
    return workers.run(List.of(request), this::scoreAlone).get(0);
  }

  private float[] scoreAlone(TrainingRequest request) {
    try (PtNDManager scope = memory.newSubManager(memory.getDevice())) {
      BatchRows rows = new BatchRows(List.of(request), shape.vocab(), yes, no);
      PtNDArray numbers = (PtNDArray) scope.create(rows.tokens());
      PtNDArray embedding = weights.rows(scope, numbers);
      PackedBatch packed = new PackedBatch(List.of(request), rows);
      NDList result = IValueUtils.forward(module, inputs(scope, packed, embedding), false);
      result.attach(scope);
      return result.get(1).toFloatArray();
    }
  }

  private NDList inputs(PtNDManager scope, PackedBatch b, PtNDArray embedding) {
    NDList inputs = new NDList();
    inputs.addAll(weights.arguments(embedding));
    Shape grid = new Shape(b.requests, b.branchCount);
    inputs.add(scope.create(b.prefixes, new Shape(b.requests, b.prefixWidth)));
    inputs.add(scope.create(b.prefixLengths));
    inputs.add(scope.create(b.branches, new Shape(b.requests, b.branchCount, b.branchWidth)));
    inputs.add(scope.create(b.branchLengths, grid));
    inputs.add(scope.create(b.liked, grid));
    inputs.add(scope.create(b.present, grid));
    inputs.add(scope.create(b.offsets, grid));
    inputs.add(scope.create(new long[] {0, 1}));
    return inputs;
  }

  /**
   * Writes the weights as an archive in bf16.
   *
   * @param directory a path where nothing exists, an empty directory, or an archive to replace
   * @param card the model's card, with this trainer's shape
   */
  public void save(Path directory, ModelCard card) {
    if (!card.shape().equals(shape)) {
      throw new ModelException(
          "The card has " + card.shape() + ", but the trained model has " + shape);
    }
    PhiArchive.write(directory, card, Precision.BF16, Weights.whole(weights::values));
  }

  /** Atomically writes the complete state of the training, for {@link #resume}. */
  public void checkpoint(Path file) {
    TrainingCheckpoint.write(file, shape, steps, weights.all());
  }

  /**
   * Continues the training from a checkpoint.
   *
   * @throws ModelException when the file is broken or has another shape; this trainer then stays
   *     unchanged
   */
  public void resume(Path file) {
    steps = TrainingCheckpoint.read(file, shape, weights.all());
  }

  @Override
  public void close() {
    workers.close();
    memory.close();
  }
}
