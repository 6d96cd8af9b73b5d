/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * A loaded Phi-3 model: reads a prefix once, then scores any number of branches behind it. Branches
 * go through in tiles of one fixed size, so a branch's logits depend neither on how many stand
 * beside it nor on their order. Thread-safe; callers may be virtual threads.
 */
public final class PhiModel implements AutoCloseable {
  /** Branches that go through the model at once. */
  static final int TILE = 16;

  private static final int MAX_THREADS = 4;

  private final ModelCard card;
  private final String hash;
  private final Tokenizer tokenizer;
  private final PtNDManager memory;
  private final PtSymbolBlock module;
  private final InferenceThreads threads;

  private PhiModel(
      CardJson.Read read, Tokenizer tokenizer, PtNDManager memory, PtSymbolBlock module) {
    this.card = read.card();
    this.hash = read.modelHash();
    this.tokenizer = tokenizer;
    this.memory = memory;
    this.module = module;
    this.threads =
        new InferenceThreads(Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors()));
  }

  /**
   * Loads an archive after holding its files against the hashes in its {@code model.json}.
   *
   * @throws ModelException naming the file and what it should be, when the archive is incomplete or
   *     broken
   */
  public static PhiModel load(Path archive) {
    CardJson.Read read = PhiArchive.verify(archive);
    Tokenizer tokenizer = Tokenizer.load(archive.resolve(PhiArchive.TOKENIZER));
    PtNDManager memory = Torch.newManager();
    try {
      Path file = archive.resolve(PhiArchive.MODEL);
      PtSymbolBlock module = Torch.load(memory, file);
      checkShapes(memory, module, read.card().shape(), file);
      return new PhiModel(read, tokenizer, memory, module);
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  private static void checkShapes(
      PtNDManager memory, PtSymbolBlock module, PhiShape shape, Path file) {
    List<WeightLayout> expected = WeightLayout.of(shape);
    try (PtNDManager scope = memory.newSubManager(memory.getDevice());
        IValue weights = Torch.call(module, "weights")) {
      PtNDArray[] actual = weights.toTensorArray(scope);
      for (int i = 0; i < Math.max(actual.length, expected.size()); i++) {
        String has = i < actual.length ? Arrays.toString(actual[i].getShape().getShape()) : "none";
        String needs = i < expected.size() ? expected.get(i).shape().toString() : "none";
        if (!has.equals(needs)) {
          String name = i < expected.size() ? expected.get(i).name() : "beyond the last";
          throw new ModelException(
              String.format(
                  "%s has weight %s of shape %s, %s says %s",
                  file, name, has, PhiArchive.CARD, needs));
        }
      }
    }
  }

  /** What the archive says of the model. */
  public ModelCard card() {
    return card;
  }

  /** SHA-256 of code and weights, in hexadecimal. */
  public String hash() {
    return hash;
  }

  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /**
   * Reads a prefix of at least one token.
   *
   * @throws ModelException when it leaves no room for a branch in the model's context
   */
  public Prefix prefill(int[] tokens) {
    checkTokens(tokens);
    int room = card.shape().context() - card.limits().branch();
    if (tokens.length < 1 || tokens.length > room) {
      throw new ModelException(
          String.format(
              "A prefix has 1 to %d tokens (context %d less a branch of %d), not %d",
              room, card.shape().context(), card.limits().branch(), tokens.length));
    }
    return threads.run(() -> read(tokens));
  }

  private Prefix read(int[] tokens) {
    PtNDManager kept = memory.newSubManager(memory.getDevice());
    try (PtNDManager scope = memory.newSubManager(memory.getDevice());
        IValue kv = Torch.call(module, "prefill", IValue.from(ids(scope, tokens, tokens.length)))) {
      return new Prefix(kept, kv.toTensor(kept), tokens.length);
    } catch (RuntimeException e) {
      kept.close();
      throw e;
    }
  }

  /**
   * Logits of labels at the last token of each branch, each branch read right after the prefix.
   *
   * @param branches each of 1 to {@code card().limits().branch()} tokens
   * @param labels token ids, at least one
   * @return for each branch in turn, its logits of the labels in turn
   * @throws ModelException when a branch is too long, a token out of range, or prefix or model are
   *     closed; also when the thread is interrupted, which ends it between two tiles
   */
  public float[][] score(Prefix prefix, List<int[]> branches, int[] labels) {
    checkTokens(labels);
    branches.forEach(this::checkBranch);
    List<Callable<List<float[]>>> tiles = new ArrayList<>();
    for (int from = 0; from < branches.size(); from += TILE) {
      List<int[]> tile = branches.subList(from, Math.min(from + TILE, branches.size()));
      tiles.add(() -> scoreTile(prefix, tile, labels));
    }
    return threads.runAll(tiles).stream().flatMap(List::stream).toArray(float[][]::new);
  }

  private List<float[]> scoreTile(Prefix prefix, List<int[]> tile, int[] labels) {
    int width = card.limits().branch();
    long[] ids = new long[TILE * width];
    long[] lengths = new long[TILE];
    Arrays.fill(lengths, 1);
    for (int i = 0; i < tile.size(); i++) {
      int[] branch = tile.get(i);
      lengths[i] = branch.length;
      for (int t = 0; t < branch.length; t++) {
        ids[i * width + t] = branch[t];
      }
    }
    PtNDArray kv = prefix.use();
    try (PtNDManager scope = memory.newSubManager(memory.getDevice());
        IValue result =
            Torch.call(
                module,
                "score",
                IValue.from(kv),
                IValue.from((PtNDArray) scope.create(ids, new Shape(TILE, width))),
                IValue.from((PtNDArray) scope.create(lengths)),
                IValue.from(ids(scope, labels, labels.length)))) {
      return rows(result.toTensor(scope), labels.length).subList(0, tile.size());
    } finally {
      prefix.release();
    }
  }

  /**
   * Logits of every token of the vocabulary at every position: the reference, slow and large.
   *
   * @return one row a position
   * @throws ModelException when there are none, or more tokens than the model's context
   */
  public float[][] logits(int[] tokens) {
    checkTokens(tokens);
    if (tokens.length < 1 || tokens.length > card.shape().context()) {
      throw new ModelException(
          String.format(
              "The model takes 1 to %d tokens, not %d", card.shape().context(), tokens.length));
    }
    return threads.run(() -> allLogits(tokens)).toArray(new float[0][]);
  }

  private List<float[]> allLogits(int[] tokens) {
    try (PtNDManager scope = memory.newSubManager(memory.getDevice());
        IValue result =
            Torch.call(module, "logits", IValue.from(ids(scope, tokens, tokens.length)))) {
      return rows(result.toTensor(scope), card.shape().vocab());
    }
  }

  private static PtNDArray ids(PtNDManager scope, int[] tokens, int length) {
    long[] ids = new long[length];
    Arrays.setAll(ids, i -> tokens[i]);
    return (PtNDArray) scope.create(ids);
  }

  private static List<float[]> rows(PtNDArray matrix, int width) {
    float[] all = matrix.toFloatArray();
    List<float[]> rows = new ArrayList<>();
    for (int from = 0; from < all.length; from += width) {
      rows.add(Arrays.copyOfRange(all, from, from + width));
    }
    return rows;
  }

  private void checkBranch(int[] branch) {
    checkTokens(branch);
    int limit = card.limits().branch();
    if (branch.length < 1 || branch.length > limit) {
      throw new ModelException("A branch has 1 to " + limit + " tokens, not " + branch.length);
    }
  }

  private void checkTokens(int[] tokens) {
    for (int token : tokens) {
      if (token < 0 || token >= card.shape().vocab()) {
        throw new ModelException(
            "Token " + token + " is out of range 0 to " + (card.shape().vocab() - 1));
      }
    }
  }

  /** Ends what is being computed, then frees the weights and every prefix. */
  @Override
  public void close() {
    threads.close();
    memory.close();
  }
}
