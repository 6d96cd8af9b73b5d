/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import dev.edgewise.phi.archive.ArchiveInfo;
import dev.edgewise.phi.archive.ModelCard;
import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.archive.Precision;
import dev.edgewise.phi.archive.WeightLayout;
import dev.edgewise.phi.token.ModelException;
import dev.edgewise.phi.token.Tokenizer;
import dev.edgewise.phi.torch.CacheBudget;
import dev.edgewise.phi.torch.SharedMemory;
import dev.edgewise.phi.torch.Torch;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A loaded Phi-3 model: reads a prefix once, then scores any number of branches behind it, or
 * writes on behind it. A branch's logits depend neither on how many branches stand beside it nor on
 * their order. Thread-safe; callers may be virtual threads.
 *
 * <p>A model of more than {@value #LARGE} weights computes one thing at a time on all its threads,
 * a smaller one as many things at a time as it has threads.
 */
public final class PhiModel implements AutoCloseable {
  private static final long LARGE = 50_000_000;
  private static final int CHUNK = 512;
  private static final int SMALL_PASS = 256;

  private final ModelCard card;
  private final Precision precision;
  private final String hash;
  private final int originalContext;
  private final @Nullable Tokenizer tokenizer;
  private final PhiModule module;
  private final CacheBudget budget;
  private final PassQueue queue;
  private final boolean large;

  private PhiModel(
      ArchiveInfo read, @Nullable Tokenizer tokenizer, PhiModule module, LoadOptions options) {
    this.card = read.card();
    this.precision = read.precision();
    this.hash = read.modelHash();
    this.originalContext = read.originalContext();
    this.tokenizer = tokenizer;
    this.module = module;
    this.budget = new CacheBudget(options.cacheBytes());
    this.large = WeightLayout.count(card.shape()) > LARGE;
    int helpers = large ? options.threads() : 1;
    this.queue =
        new PassQueue(
            large ? 1 : options.threads(), () -> Torch.useThisThread(helpers), options.queue());
  }

  /** Loads an archive for ranking; see {@link #load(Path, LoadOptions)}. */
  public static PhiModel load(Path archive) {
    return load(archive, LoadOptions.standard());
  }

  /**
   * Loads an archive after holding its files against the hashes in its {@code model.json}.
   *
   * @throws ModelException naming the file and what it should be, when the archive is incomplete or
   *     broken
   */
  public static PhiModel load(Path archive, LoadOptions options) {
    return load(archive, options, null);
  }

  /** Loads an archive to compute in a given way, right on this processor or not. */
  static PhiModel load(Path archive, LoadOptions options, @Nullable IntegerKernel kernel) {
    ArchiveInfo read = PhiArchive.verify(archive);
    Tokenizer tokenizer =
        read.tokenizerHash() == null ? null : Tokenizer.load(PhiArchive.tokenizerFile(archive));
    Path file = PhiArchive.moduleFile(archive);
    PtNDManager memory = Torch.newManager();
    try (PassQueue loader = new PassQueue(1, () -> Torch.useThisThread(options.threads()), 1)) {
      PhiModule module =
          loader.run(
              Priority.INTERACTIVE,
              () ->
                  PhiModule.load(
                      memory, file, read.card().shape(), read.precision(), options, kernel));
      return new PhiModel(read, tokenizer, module, options);
    }
  }

  /** What the archive says of the model. */
  public ModelCard card() {
    return card;
  }

  /** How its matrices are stored. */
  public Precision precision() {
    return precision;
  }

  /** SHA-256 of code and weights, in hexadecimal. */
  public String hash() {
    return hash;
  }

  /** How it multiplies on this processor, in words. */
  public String kernel() {
    return module.kernel().toString();
  }

  /** Bytes of keys and values that prefixes and texts being written hold now. */
  public long heldBytes() {
    return budget.used();
  }

  /**
   * The tokenizer that came with the model.
   *
   * @throws ModelException when it came without
   */
  public Tokenizer tokenizer() {
    if (tokenizer == null) {
      throw new ModelException("The model " + card.name() + " has no tokenizer");
    }
    return tokenizer;
  }

  /** Reads a prefix of at least one token, with room for a branch behind it. */
  public Prefix prefill(int[] tokens) {
    return prefill(tokens, card.limits().branch(), RopeScaling.AUTO);
  }

  /** Reads a prefix for somebody who waits for it. */
  public Prefix prefill(int[] tokens, int room, RopeScaling scaling) {
    return prefill(tokens, room, scaling, Priority.INTERACTIVE);
  }

  /**
   * Reads a prefix of at least one token.
   *
   * @param room how many tokens will be scored or written behind it, at least 1
   * @throws ModelException when prefix and room are longer than the model's context, or there is no
   *     memory left for its keys and values
   * @throws ModelBusyException when too much waits already
   */
  public Prefix prefill(int[] tokens, int room, RopeScaling scaling, Priority priority) {
    checkTokens(tokens);
    int most = card.shape().context() - room;
    if (room < 1 || tokens.length < 1 || tokens.length > most) {
      throw new ModelException(
          String.format(
              "A prefix has 1 to %d tokens (context %d less %d behind it), not %d",
              most, card.shape().context(), room, tokens.length));
    }
    boolean stretched = scaling.stretched(tokens.length + room, originalContext);
    return queue.run(priority, () -> read(tokens, stretched, LogitsReader.NONE), Prefix::close);
  }

  private Prefix read(int[] tokens, boolean stretched, LogitsReader reader) {
    long bytes = module.cacheBytes(tokens.length);
    budget.take(bytes);
    PtNDManager kept = module.newScope();
    try {
      PtNDArray cache = module.newCache(kept, tokens.length);
      for (int at = 0; at < tokens.length; at += CHUNK) {
        int[] chunk = Arrays.copyOfRange(tokens, at, Math.min(tokens.length, at + CHUNK));
        boolean wanted = reader != LogitsReader.NONE;
        reader.rows(at, module.prefill(cache, chunk, at, stretched, wanted));
      }
      return new Prefix(new SharedMemory(kept, budget, cache, bytes), tokens, stretched);
    } catch (RuntimeException e) {
      kept.close();
      budget.giveBack(bytes);
      throw e;
    }
  }

  /** Scores for somebody who waits for it. */
  public float[][] score(Prefix prefix, List<int[]> branches, int[] labels) {
    return score(prefix, branches, labels, Priority.INTERACTIVE);
  }

  /**
   * Logits of labels at the last token of each branch, each branch read right after the prefix.
   * Calls side by side share passes.
   *
   * @param branches each of 1 to {@code card().limits().branch()} tokens
   * @param labels token ids, at least one
   * @return for each branch in turn, its logits of the labels in turn
   * @throws ModelException when a branch is too long, a token out of range, or prefix or model are
   *     closed; also when the thread is interrupted, which ends it between two passes
   * @throws ModelBusyException when too much waits already
   */
  public float[][] score(Prefix prefix, List<int[]> branches, int[] labels, Priority priority) {
    checkTokens(labels);
    branches.forEach(branch -> checkBranch(branch, prefix));
    if (branches.isEmpty()) {
      return new float[0][];
    }
    ScoringWork work =
        new ScoringWork(module, large ? CHUNK : SMALL_PASS, prefix, branches, labels);
    return queue.await(priority, work, unwanted -> {});
  }

  /** Writes for somebody who waits for it. */
  public List<WrittenText> write(Prefix prefix, List<WritingTask> texts, TokenListener listener) {
    return write(prefix, texts, listener, Priority.INTERACTIVE);
  }

  /**
   * Writes on behind a prefix, several texts at once, until each has stopped or is as long as it
   * may be. Calls side by side share passes, token by token.
   *
   * @param listener hears each token when it is certain
   * @return the texts in turn
   * @throws ModelException when a text could go over the context, or the thread is interrupted
   * @throws ModelBusyException when too much waits already
   */
  public List<WrittenText> write(
      Prefix prefix, List<WritingTask> texts, TokenListener listener, Priority priority) {
    for (WritingTask text : texts) {
      checkTokens(text.start());
      checkTokens(text.stops());
      checkRoom(prefix, text.start().length + text.maxTokens());
    }
    if (texts.isEmpty()) {
      return List.of();
    }
    try (BranchTails tails =
        queue.run(
            priority, () -> new BranchTails(module, budget, prefix, texts), BranchTails::close)) {
      return new Decoder(prefix, texts, tails, module, queue, priority, listener)
          .run(card.shape().vocab());
    }
  }

  /** Logits of every token at every position, as {@link #logits(int[], RopeScaling)} with AUTO. */
  public float[][] logits(int[] tokens) {
    return logits(tokens, RopeScaling.AUTO);
  }

  /**
   * Logits of every token of the vocabulary at every position: the reference, slow and large.
   *
   * @return one row a position
   * @throws ModelException when there are none, or more tokens than the model's context
   */
  public float[][] logits(int[] tokens, RopeScaling scaling) {
    checkTokens(tokens);
    if (tokens.length < 1 || tokens.length > card.shape().context()) {
      throw new ModelException(
          String.format(
              "The model takes 1 to %d tokens, not %d", card.shape().context(), tokens.length));
    }
    int vocab = card.shape().vocab();
    float[][] all = new float[tokens.length][];
    LogitsReader reader =
        (at, logits) -> {
          for (int i = 0; i < logits.length / vocab; i++) {
            all[at + i] = Arrays.copyOfRange(logits, i * vocab, (i + 1) * vocab);
          }
        };
    boolean stretched = scaling.stretched(tokens.length, originalContext);
    queue.run(Priority.INTERACTIVE, () -> read(tokens, stretched, reader), Prefix::close).close();
    return all;
  }

  private interface LogitsReader {
    LogitsReader NONE = (at, logits) -> {};

    /** The logits at the positions from one on. */
    void rows(int at, float[] logits);
  }

  private void checkBranch(int[] branch, Prefix prefix) {
    checkTokens(branch);
    int limit = card.limits().branch();
    if (branch.length < 1 || branch.length > limit) {
      throw new ModelException("A branch has 1 to " + limit + " tokens, not " + branch.length);
    }
    checkRoom(prefix, branch.length);
  }

  private void checkRoom(Prefix prefix, int behind) {
    int all = prefix.length() + behind;
    int most =
        prefix.stretched() ? card.shape().context() : Math.max(originalContext, prefix.length());
    if (all > Math.min(most, card.shape().context())) {
      throw new ModelException(
          String.format(
              "%d tokens behind a prefix of %d make %d, more than the %d that it was read for",
              behind, prefix.length(), all, Math.min(most, card.shape().context())));
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
    queue.close();
    module.close();
  }
}
