/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import ai.djl.pytorch.engine.PtNDManager;
import dev.edgewise.phi.archive.ArchiveInfo;
import dev.edgewise.phi.archive.ModelCard;
import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.archive.Precision;
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
 * A loaded Phi-3 model. It reads a prefix once, then scores any number of branches behind it or
 * generates texts behind it. A branch's logits depend neither on the number nor on the order of the
 * other branches. Thread-safe; callers may be virtual threads.
 *
 * <p>A model with more than 50 million weights computes one pass at a time on all its threads. A
 * smaller model computes one pass on each thread.
 */
public final class PhiModel implements AutoCloseable {
  private static final float[][] NO_LOGITS = {};

  private final ArchiveInfo info;
  private final @Nullable Tokenizer tokenizer;
  private final PhiModule module;
  private final CacheBudget budget;
  private final PassQueue queue;

  private PhiModel(
      ArchiveInfo info, @Nullable Tokenizer tokenizer, PhiModule module, LoadOptions options) {
    this.info = info;
    this.tokenizer = tokenizer;
    this.module = module;
    this.budget = new CacheBudget(options.cacheBytes());
    boolean large = ModuleLoader.large(info);
    int helpers = large ? options.threads() : 1;
    this.queue =
        new PassQueue(
            large ? 1 : options.threads(),
            () -> {
              options.onStart().run();
              Torch.useThisThread(helpers);
            },
            options.queue());
  }

  /** Loads an archive with standard options; see {@link #load(Path, LoadOptions)}. */
  public static PhiModel load(Path archive) {
    return load(archive, LoadOptions.standard());
  }

  /**
   * Loads an archive after it has checked the files against the hashes in {@code model.json}.
   *
   * @throws ModelException naming the file and its right content, when the archive is incomplete or
   *     broken
   */
  public static PhiModel load(Path archive, LoadOptions options) {
    return load(
        archive, options, (memory, file, info) -> ModuleLoader.load(memory, file, info, options));
  }

  /** A function that prepares a module in native memory. */
  interface Loader {
    PhiModule load(PtNDManager memory, Path file, ArchiveInfo info);
  }

  /** Loads an archive with a module of the caller's choice. */
  static PhiModel load(Path archive, LoadOptions options, Loader modules) {
    ArchiveInfo info = PhiArchive.verify(archive);
    Tokenizer tokenizer =
        info.tokenizerHash() == null ? null : Tokenizer.load(PhiArchive.tokenizerFile(archive));
    Path file = PhiArchive.moduleFile(archive);
    PtNDManager memory = Torch.newManager();
    try (PassQueue loader = new PassQueue(1, () -> Torch.useThisThread(options.threads()), 1)) {
      PhiModule module = loader.run(Priority.INTERACTIVE, () -> modules.load(memory, file, info));
      return new PhiModel(info, tokenizer, module, options);
    }
  }

  /** The model's card in the archive. */
  public ModelCard card() {
    return info.card();
  }

  /** The number format of the stored matrices. */
  public Precision precision() {
    return info.precision();
  }

  /** SHA-256 of code and weights, in hexadecimal. */
  public String hash() {
    return info.modelHash();
  }

  /** What computes on this processor: a native kernel such as "avx512", or libtorch. */
  public String kernel() {
    return module.kernel();
  }

  /** Bytes of native memory that the keys and values of prefixes and texts hold now. */
  public long heldBytes() {
    return budget.used();
  }

  /**
   * The archive's tokenizer.
   *
   * @throws ModelException when the archive has none
   */
  public Tokenizer tokenizer() {
    if (tokenizer == null) {
      throw new ModelException("The model " + card().name() + " has no tokenizer");
    }
    return tokenizer;
  }

  /** Reads a prefix for the longest branch, with interactive priority. */
  public Prefix prefill(int[] tokens) {
    return prefill(tokens, card().limits().branch(), RopeScaling.AUTO);
  }

  /** Reads a prefix with interactive priority. */
  public Prefix prefill(int[] tokens, int room, RopeScaling scaling) {
    return prefill(tokens, room, scaling, Priority.INTERACTIVE);
  }

  /**
   * Reads a prefix of at least one token.
   *
   * @param room largest number of tokens to score or generate behind the prefix, at least 1
   * @throws ModelException when prefix and room exceed the model's context, or no memory is left
   *     for the keys and values
   * @throws ModelBusyException when too many calls wait already
   */
  public Prefix prefill(int[] tokens, int room, RopeScaling scaling, Priority priority) {
    checkTokens(tokens);
    int context = card().shape().context();
    if (room < 1 || tokens.length < 1 || tokens.length > context - room) {
      throw ModelException.of(
          "A prefix has 1 to %d tokens (context %d less %d behind it), not %d",
          context - room, context, room, tokens.length);
    }
    boolean stretched = scaling.stretched(tokens.length + room, info.originalContext());
    return read(tokens, stretched, NO_LOGITS, priority);
  }

  /**
   * Reads a prefix in chunks, each in a pass of its own, so that other work goes on between them.
   * Fills in the logits of its tokens unless that array is empty.
   */
  private Prefix read(int[] tokens, boolean stretched, float[][] logits, Priority priority) {
    SharedMemory cache =
        queue.run(priority, () -> module.newCache(budget, tokens.length), SharedMemory::close);
    try {
      for (int at = 0; at < tokens.length; at += module.rowsPerPass()) {
        int from = at;
        int to = Math.min(tokens.length, at + module.rowsPerPass());
        int[] chunk = Arrays.copyOfRange(tokens, from, to);
        SingleWork<Boolean> work =
            new SingleWork<>(
                priority,
                chunk.length,
                true,
                () -> readChunk(cache, chunk, from, stretched, logits));
        queue.await(work, unwanted -> {});
      }
      return new Prefix(cache, tokens, stretched);
    } catch (RuntimeException e) {
      cache.close();
      throw e;
    }
  }

  /** A caller that stops waiting closes the cache, which stays until the end of its use here. */
  private boolean readChunk(
      SharedMemory cache, int[] chunk, int at, boolean stretched, float[][] logits) {
    cache.use();
    try {
      float[][] rows = module.prefill(cache, chunk, at, stretched, logits.length > 0);
      System.arraycopy(rows, 0, logits, logits.length > 0 ? at : 0, rows.length);
      return true;
    } finally {
      cache.release();
    }
  }

  /** Scores branches with interactive priority. */
  public float[][] score(Prefix prefix, List<int[]> branches, int[] labels) {
    return score(prefix, branches, labels, Priority.INTERACTIVE);
  }

  /**
   * Computes the logits of labels at the last token of each branch. The model reads each branch
   * right after the prefix. Concurrent calls share passes.
   *
   * @param branches branches of 1 to {@code card().limits().branch()} tokens
   * @param labels token ids, at least one
   * @return for each branch, its logits of the labels, in the given order; null for the last
   *     branches if they had not begun when they were due
   * @throws ModelException when a branch is too long, a token is out of range, or prefix or model
   *     are closed; also when the thread is interrupted, which stops the call between two passes
   * @throws ModelBusyException when too many calls wait already
   */
  public float[][] score(Prefix prefix, List<int[]> branches, int[] labels, Priority priority) {
    checkTokens(labels);
    branches.forEach(branch -> checkBranch(branch, prefix));
    if (branches.isEmpty()) {
      return new float[0][];
    }
    ScoringWork work = new ScoringWork(priority, module, prefix, branches, labels);
    return queue.await(work, unwanted -> {});
  }

  /**
   * Returns how many nanoseconds the model takes to read tokens when nothing else waits, from the
   * measured time of earlier passes; 0 before the first.
   */
  public long nanosFor(int tokens) {
    return queue.nanosFor(tokens);
  }

  /** Generates texts with interactive priority. */
  public List<WrittenText> write(Prefix prefix, List<WritingTask> texts, TokenListener listener) {
    return write(prefix, texts, listener, Priority.INTERACTIVE);
  }

  /**
   * Generates several texts behind a prefix, until each has reached a stop token or its largest
   * length. Concurrent calls share passes, token by token.
   *
   * @param listener receives each token once it is final
   * @return the texts in the order of their tasks
   * @throws ModelException when a text could exceed the context, or the thread is interrupted
   * @throws ModelBusyException when too many calls wait already
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
      return new Decoder(prefix, texts, tails, module, queue, priority, listener).run();
    }
  }

  /** The logits at every position; see {@link #logits(int[], RopeScaling)}, here with AUTO. */
  public float[][] logits(int[] tokens) {
    return logits(tokens, RopeScaling.AUTO);
  }

  /**
   * Computes the logits of the whole vocabulary at every position, as a reference: slow and large.
   *
   * @return for each position, the logits of all token ids
   * @throws ModelException when there are no tokens, or more than the model's context
   */
  public float[][] logits(int[] tokens, RopeScaling scaling) {
    checkTokens(tokens);
    int context = card().shape().context();
    if (tokens.length < 1 || tokens.length > context) {
      throw ModelException.of("The model takes 1 to %d tokens, not %d", context, tokens.length);
    }
    float[][] logits = new float[tokens.length][];
    boolean stretched = scaling.stretched(tokens.length, info.originalContext());
    read(tokens, stretched, logits, Priority.INTERACTIVE).close();
    return logits;
  }

  private void checkBranch(int[] branch, Prefix prefix) {
    checkTokens(branch);
    int limit = card().limits().branch();
    if (branch.length < 1 || branch.length > limit) {
      throw new ModelException("A branch has 1 to " + limit + " tokens, not " + branch.length);
    }
    checkRoom(prefix, branch.length);
  }

  private void checkRoom(Prefix prefix, int added) {
    int total = prefix.length() + added;
    int context = card().shape().context();
    int limit = prefix.stretched() ? context : Math.max(info.originalContext(), prefix.length());
    if (total > Math.min(limit, context)) {
      throw ModelException.of(
          "%d tokens behind a prefix of %d make %d, more than the %d that it was read for",
          added, prefix.length(), total, Math.min(limit, context));
    }
  }

  private void checkTokens(int[] tokens) {
    int last = card().shape().vocab() - 1;
    for (int token : tokens) {
      if (token < 0 || token > last) {
        throw new ModelException("Token " + token + " is out of range 0 to " + last);
      }
    }
  }

  /** Finishes the waiting work, then frees the weights and every prefix. */
  @Override
  public void close() {
    queue.close();
    module.close();
  }
}
