/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.archive;

import com.google.gson.JsonObject;
import dev.edgewise.file.AtomicFile;
import dev.edgewise.file.Sha256;
import dev.edgewise.phi.token.BundledVocabulary;
import dev.edgewise.phi.token.ModelException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Reader and writer of a model's directory: {@code model.pt} (TorchScript code and weights), {@code
 * tokenizer.gguf} and {@code model.json} (the {@link ModelCard} and the files' hashes). An archive
 * is written next to its target and then moved there, so readers see a complete archive or none.
 */
public final class PhiArchive {
  /** Name of the card's file in an archive. */
  public static final String CARD = "model.json";

  private static final String JOURNAL = "journal.json";
  private static final String LOCK = "lock";

  private PhiArchive() {}

  /**
   * Writes an archive with the tokenizer of Phi-3-mini.
   *
   * @param directory a path where nothing exists, an empty directory, or an archive to replace
   * @throws ModelException when a weight doesn't fit its shape, or the directory can't be written
   */
  public static void write(Path directory, ModelCard card, Precision precision, Weights weights) {
    Contents contents =
        new Contents(card, Rope.plain(card.shape()), precision, weights, BundledVocabulary.bytes());
    write(directory, contents, UUID.randomUUID().toString(), WriteProgress.SILENT);
  }

  /**
   * The contents of a new archive.
   *
   * @param tokenizer bytes of a GGUF file with only the vocabulary; empty without a tokenizer
   */
  // Instances are never compared, so an array as a component does no harm.
  @SuppressWarnings("ArrayRecordComponent")
  public record Contents(
      ModelCard card, Rope rope, Precision precision, Weights weights, byte[] tokenizer) {}

  /**
   * Writes an archive. When the call is interrupted or the process is killed, the written part
   * stays next to the target, and the next call with the same contents and source resumes there.
   *
   * @param directory a path where nothing exists, an empty directory, or an archive to replace
   * @param source identifies the origin of the weights; equal only for equal weights
   * @throws ModelException when a weight doesn't fit its shape, or the directory can't be written
   */
  public static void write(
      Path directory, Contents contents, String source, WriteProgress progress) {
    Path target = directory.toAbsolutePath();
    refuseForeign(target);
    Path fresh = target.resolveSibling("." + target.getFileName() + ".partial");
    try {
      Files.createDirectories(fresh);
      FileChannel lock = lock(fresh);
      try {
        Path journal = fresh.resolve(JOURNAL);
        fill(fresh, contents, Journal.open(journal, task(contents, source), progress));
        Files.delete(journal);
        Files.delete(fresh.resolve(LOCK));
        replace(fresh, target);
      } catch (ModelException e) {
        // bad weights stay bad, so nothing is kept; an interrupted write can resume
        if (!Thread.currentThread().isInterrupted()) {
          delete(fresh);
        }
        throw e;
      } finally {
        lock.close();
      }
    } catch (IOException e) {
      throw new ModelException("Can't write the model archive " + directory + ": " + e, e);
    }
  }

  /** Identifies everything that determines a module file. Only an equal task may resume. */
  private static String task(Contents contents, String source) {
    PhiShape shape = contents.card().shape();
    Rope rope = contents.rope();
    String code = ModuleCode.scoring(shape, rope.factor(), contents.precision());
    // in full, since different frequencies can have the same hash code
    String frequencies = Arrays.toString(rope.frequencies()) + Arrays.toString(rope.stretched());
    String module = contents.precision() + " " + shape + " " + code.hashCode() + " " + frequencies;
    return module + " " + source;
  }

  /** Locks the directory, since two writers would overwrite each other's files. */
  private static FileChannel lock(Path fresh) throws IOException {
    FileChannel channel =
        FileChannel.open(fresh.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // this process holds the lock
    }
    channel.close();
    throw new IOException("it is being written already, in " + fresh);
  }

  /**
   * Writes an archive of random weights; equal seeds give equal weights. It has the tokenizer of
   * Phi-3-mini when the vocabulary size fits, and the limits {@link ModelCard.Limits#within}.
   */
  public static void writeRandom(
      Path directory,
      String name,
      PhiShape shape,
      Precision precision,
      long seed,
      WriteProgress progress) {
    writeRandom(directory, name, shape, Rope.plain(shape), precision, seed, progress);
  }

  /** Writes an archive of random weights with the given rotary embedding. */
  public static void writeRandom(
      Path directory,
      String name,
      PhiShape shape,
      Rope rope,
      Precision precision,
      long seed,
      WriteProgress progress) {
    ModelCard card = ModelCard.untrained(name, shape, ModelCard.Limits.within(shape.context()));
    byte[] tokenizer =
        shape.vocab() == PhiShape.PHI3_VOCAB ? BundledVocabulary.bytes() : new byte[0];
    Weights weights = Weights.random(shape, seed);
    Contents contents = new Contents(card, rope, precision, weights, tokenizer);
    write(directory, contents, "random " + name + " " + seed, progress);
  }

  /** Writes an archive of random weights in bf16. */
  public static void writeRandom(Path directory, String name, PhiShape shape, long seed) {
    writeRandom(directory, name, shape, Precision.BF16, seed, WriteProgress.SILENT);
  }

  /**
   * Reads the card of an archive without loading the model.
   *
   * @throws ModelException when the directory has no readable {@code model.json}
   */
  public static ModelCard card(Path directory) {
    return info(directory).card();
  }

  /**
   * Reads an archive's {@code model.json}.
   *
   * @throws ModelException when the directory has no readable {@code model.json}
   */
  public static ArchiveInfo info(Path directory) {
    Path file = directory.resolve(CARD);
    if (!Files.isRegularFile(file)) {
      throw ModelException.of(
          "%s is no model archive: it should hold %s, %s and %s",
          directory, CARD, ArchiveInfo.MODEL, ArchiveInfo.TOKENIZER);
    }
    try {
      return CardJson.read(
          new String(Files.readAllBytes(file), StandardCharsets.UTF_8), file.toString());
    } catch (IOException e) {
      throw new ModelException("Can't read " + file + ": " + e, e);
    }
  }

  /**
   * Replaces the ranking data and the notes in an archive's card, atomically. The model's files
   * stay unchanged.
   *
   * @throws ModelException when there is no archive, or its card can't be written
   */
  public static void describe(Path directory, JsonObject ranking, JsonObject notes) {
    ArchiveInfo info = info(directory);
    ArchiveInfo described =
        new ArchiveInfo(
            info.format(),
            info.card().with(ranking, notes),
            info.precision(),
            info.originalContext(),
            info.ropeFactor(),
            info.modelHash(),
            info.tokenizerHash());
    Path file = directory.resolve(CARD);
    try {
      AtomicFile.write(file, CardJson.write(described));
    } catch (IOException e) {
      throw new ModelException("Can't write " + file + ": " + e, e);
    }
  }

  /** Whether a directory holds a card. The other files may be missing. */
  public static boolean isAt(Path directory) {
    return Files.isRegularFile(directory.resolve(CARD));
  }

  /** Path of an archive's TorchScript file. */
  public static Path moduleFile(Path directory) {
    return directory.resolve(ArchiveInfo.MODEL);
  }

  /** Path of an archive's tokenizer, which may not exist. */
  public static Path tokenizerFile(Path directory) {
    return directory.resolve(ArchiveInfo.TOKENIZER);
  }

  /**
   * Checks an archive by its card, without reading its weights: its format, and that its files are
   * there.
   *
   * @throws ModelException naming the file and its right content, when a file is missing or the
   *     archive has an old format
   */
  public static ArchiveInfo complete(Path directory) {
    ArchiveInfo read = info(directory);
    if (read.format() != CardJson.FORMAT) {
      throw ModelException.of(
          "%s has format %d, this version loads %d: rewrite it by ./edgewise model import %s --out NEW",
          directory.resolve(CARD), read.format(), CardJson.FORMAT, directory);
    }
    requireReadable(moduleFile(directory));
    if (read.tokenizerHash() != null) {
      requireReadable(tokenizerFile(directory));
    }
    return read;
  }

  private static void requireReadable(Path file) {
    if (!Files.isReadable(file)) {
      throw ModelException.of(
          "Can't read %s of the model archive: it is missing, or may not be read", file);
    }
  }

  /**
   * Checks an archive before it is loaded: its format, and the hashes of its files.
   *
   * @throws ModelException naming the file and its right content, when the archive is broken or has
   *     an old format
   */
  public static ArchiveInfo verify(Path directory) {
    complete(directory);
    return verified(directory);
  }

  /** Checks the hashes of an archive's files, whatever its format; see {@link #verify}. */
  public static ArchiveInfo verified(Path directory) {
    ArchiveInfo read = info(directory);
    checkHash(moduleFile(directory), read.modelHash());
    if (read.tokenizerHash() != null) {
      checkHash(tokenizerFile(directory), read.tokenizerHash());
    }
    return read;
  }

  private static void checkHash(Path file, String expected) {
    try {
      String actual = Sha256.hex(file);
      if (!actual.equals(expected)) {
        throw ModelException.of(
            "%s should have SHA-256 %s according to %s, but has %s", file, expected, CARD, actual);
      }
    } catch (IOException e) {
      throw new ModelException("Can't read " + file + " of the model archive: " + e, e);
    }
  }

  private static void fill(Path directory, Contents contents, Journal journal) throws IOException {
    Path model = moduleFile(directory);
    Path tokenizer = tokenizerFile(directory);
    ModelCard card = contents.card();
    TorchScriptFile.scoring(
        model, card.shape(), contents.rope(), contents.precision(), contents.weights(), journal);
    String tokenizerHash = null;
    if (contents.tokenizer().length > 0) {
      Files.write(tokenizer, contents.tokenizer());
      tokenizerHash = Sha256.hex(tokenizer);
    }
    ArchiveInfo info =
        new ArchiveInfo(
            CardJson.FORMAT,
            card,
            contents.precision(),
            contents.rope().original(),
            contents.rope().factor(),
            Sha256.hex(model),
            tokenizerHash);
    String json = CardJson.write(info);
    Files.write(directory.resolve(CARD), json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Checks that an archive can be written to a directory, before the work that makes it.
   *
   * @throws ModelException when the path holds something else, or can't be made
   */
  public static void requireTarget(Path directory) {
    Path target = directory.toAbsolutePath();
    refuseForeign(target);
    Path nearest = target.getParent();
    while (nearest != null && !Files.exists(nearest)) {
      nearest = nearest.getParent();
    }
    if (nearest == null || !Files.isDirectory(nearest) || !Files.isWritable(nearest)) {
      throw new ModelException(
          "can't write to " + target + ": " + nearest + " is no directory that you may write to");
    }
  }

  private static void refuseForeign(Path target) {
    if (Files.exists(target) && !Files.isRegularFile(target.resolve(CARD)) && !isEmpty(target)) {
      throw new ModelException(
          target
              + " exists and is no model archive; it stays unchanged. Choose an archive to replace,"
              + " an empty directory or a new one");
    }
  }

  private static boolean isEmpty(Path target) {
    try (Stream<Path> entries = Files.list(target)) {
      return !entries.iterator().hasNext();
    } catch (IOException e) {
      return false;
    }
  }

  /** Moves the new archive to the target. The old one is kept aside until that succeeds. */
  private static void replace(Path fresh, Path target) throws IOException {
    Path old = target.resolveSibling("." + target.getFileName() + ".old");
    delete(old);
    if (Files.exists(target)) {
      Files.move(target, old);
    }
    try {
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, target);
    }
    delete(old);
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
