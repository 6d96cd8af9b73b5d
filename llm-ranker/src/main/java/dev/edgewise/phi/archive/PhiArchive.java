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
 * A model's directory: {@code model.pt} (TorchScript: code and weights), {@code tokenizer.gguf} and
 * {@code model.json} (the {@link ModelCard} and the files' hashes). It is written beside its place
 * and moved there whole, so a reader sees all of it or none.
 */
public final class PhiArchive {
  private static final String MODEL = ArchiveInfo.MODEL;
  private static final String TOKENIZER = ArchiveInfo.TOKENIZER;
  public static final String CARD = "model.json";
  private static final String JOURNAL = "journal.json";
  private static final String LOCK = "lock";

  private PhiArchive() {}

  /**
   * Writes an archive with the tokenizer of Phi-3-mini.
   *
   * @param directory a path at which nothing is, or an archive to replace
   * @throws ModelException when a weight doesn't fit its shape, or the directory can't be written
   */
  public static void write(Path directory, ModelCard card, Precision precision, Weights weights) {
    Contents contents =
        new Contents(card, Rope.plain(card.shape()), precision, weights, BundledVocabulary.bytes());
    write(directory, contents, UUID.randomUUID().toString(), WriteProgress.SILENT);
  }

  /**
   * What an archive is written from.
   *
   * @param tokenizer a GGUF file with the vocabulary alone; empty when there is none
   */
  // Goes from its maker straight into files; nobody compares two.
  @SuppressWarnings("ArrayRecordComponent")
  public record Contents(
      ModelCard card, Rope rope, Precision precision, Weights weights, byte[] tokenizer) {}

  /**
   * Writes an archive. When it is interrupted or killed, what was written stays beside the place
   * and the next call for the same source goes on there.
   *
   * @param directory a path at which nothing is, or an archive to replace
   * @param source names what the weights come from: equal only when they are
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
        fill(
            fresh,
            contents,
            Journal.open(fresh.resolve(JOURNAL), task(contents, source), progress));
        Files.delete(fresh.resolve(JOURNAL));
        Files.delete(fresh.resolve(LOCK));
        replace(fresh, target);
      } catch (ModelException e) {
        // bad weights get no better; what was interrupted goes on here
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

  /** Names all that a module file's bytes come from: only the same may be gone on with. */
  private static String task(Contents contents, String source) {
    PhiShape shape = contents.card().shape();
    Rope rope = contents.rope();
    String code = ModuleCode.scoring(shape, rope.factor(), contents.precision());
    // written out: halved frequencies and whole ones can have the same hash code
    String frequencies = Arrays.toString(rope.frequencies()) + Arrays.toString(rope.stretched());
    String made = contents.precision() + " " + shape + " " + code.hashCode() + " " + frequencies;
    return made + " " + source;
  }

  /** Two writers in one place would spoil each other's work. */
  private static FileChannel lock(Path fresh) throws IOException {
    FileChannel channel =
        FileChannel.open(fresh.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // by this very process
    }
    channel.close();
    throw new IOException("another process is writing it; its work stands in " + fresh);
  }

  /**
   * Writes an archive of random weights, the same for the same seed, with the tokenizer of
   * Phi-3-mini where the vocabulary fits, room for a prefix of three quarters of the context and
   * branches of up to 128 tokens.
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

  /** Writes an archive of random weights whose rotary embedding is given; see the other method. */
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

  /** Writes an archive of random weights in bf16; see the other method. */
  public static void writeRandom(Path directory, String name, PhiShape shape, long seed) {
    writeRandom(directory, name, shape, Precision.BF16, seed, WriteProgress.SILENT);
  }

  /**
   * Reads what an archive says of its model, without loading it.
   *
   * @throws ModelException when the directory has no readable {@code model.json}
   */
  public static ModelCard card(Path directory) {
    return info(directory).card();
  }

  /** Reads all that an archive says of itself; see {@link #card}. */
  public static ArchiveInfo info(Path directory) {
    Path file = directory.resolve(CARD);
    if (!Files.isRegularFile(file)) {
      throw new ModelException(
          directory
              + " is no model archive: it should hold "
              + CARD
              + ", "
              + MODEL
              + " and "
              + TOKENIZER);
    }
    try {
      return CardJson.read(
          new String(Files.readAllBytes(file), StandardCharsets.UTF_8), file.toString());
    } catch (IOException e) {
      throw new ModelException("Can't read " + file + ": " + e, e);
    }
  }

  /**
   * Writes anew what an archive says of ranking and in its notes; whole or not at all, the model's
   * files stay as they are.
   *
   * @throws ModelException when there is no archive, or it can't be written
   */
  public static void describe(Path directory, JsonObject ranking, JsonObject notes) {
    ArchiveInfo info = info(directory);
    ModelCard before = info.card();
    ModelCard card =
        new ModelCard(
            before.name(),
            before.shape(),
            before.trained(),
            before.licence(),
            before.promptVersion(),
            before.limits(),
            ranking,
            notes);
    Path file = directory.resolve(CARD);
    try {
      ArchiveInfo told =
          new ArchiveInfo(
              info.format(),
              card,
              info.precision(),
              info.originalContext(),
              info.ropeFactor(),
              info.modelHash(),
              info.tokenizerHash());
      AtomicFile.write(file, CardJson.write(told));
    } catch (IOException e) {
      throw new ModelException("Can't write " + file + ": " + e, e);
    }
  }

  /** Whether there is an archive, whole or not. */
  public static boolean isAt(Path directory) {
    return Files.isRegularFile(directory.resolve(CARD));
  }

  /** The TorchScript file of an archive. */
  public static Path moduleFile(Path directory) {
    return directory.resolve(MODEL);
  }

  /** The tokenizer of an archive, which needn't have one. */
  public static Path tokenizerFile(Path directory) {
    return directory.resolve(TOKENIZER);
  }

  /** Reads the card of an archive that can be loaded, and holds the files against its hashes. */
  public static ArchiveInfo verify(Path directory) {
    ArchiveInfo read = info(directory);
    if (read.format() != CardJson.FORMAT) {
      throw new ModelException(
          String.format(
              "%s has format %d, this version loads %d: rewrite it by ./edgewise model import %s --out NEW",
              directory.resolve(CARD), read.format(), CardJson.FORMAT, directory));
    }
    return held(directory, read);
  }

  /** Reads the card of an archive of any format, and holds the files against its hashes. */
  public static ArchiveInfo verified(Path directory) {
    return held(directory, info(directory));
  }

  private static ArchiveInfo held(Path directory, ArchiveInfo read) {
    verify(directory.resolve(MODEL), read.modelHash());
    String tokenizerHash = read.tokenizerHash();
    if (tokenizerHash != null) {
      verify(directory.resolve(TOKENIZER), tokenizerHash);
    }
    return read;
  }

  private static void verify(Path file, String expected) {
    try {
      String actual = Sha256.hex(file);
      if (!actual.equals(expected)) {
        throw new ModelException(
            String.format(
                "%s should have SHA-256 %s as %s says, but has %s", file, expected, CARD, actual));
      }
    } catch (IOException e) {
      throw new ModelException("Can't read " + file + " of the model archive: " + e, e);
    }
  }

  private static void fill(Path directory, Contents contents, Journal journal) throws IOException {
    Path model = directory.resolve(MODEL);
    Path tokenizer = directory.resolve(TOKENIZER);
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

  private static void refuseForeign(Path target) {
    if (Files.exists(target) && !Files.isRegularFile(target.resolve(CARD))) {
      throw new ModelException(target + " exists and is no model archive; it is left as it is");
    }
  }

  /** The old archive stands aside until the new one has its place. */
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
