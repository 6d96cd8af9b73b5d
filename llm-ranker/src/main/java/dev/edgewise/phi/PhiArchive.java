/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A model's directory: {@code model.pt} (TorchScript: code and weights), {@code tokenizer.gguf} and
 * {@code model.json} (the {@link ModelCard} and the files' hashes). It is written beside its place
 * and moved there whole, so a reader sees all of it or none.
 */
public final class PhiArchive {
  static final String MODEL = "model.pt";
  static final String TOKENIZER = "tokenizer.gguf";
  static final String CARD = "model.json";

  private PhiArchive() {}

  /**
   * Writes an archive with the tokenizer of Phi-3-mini.
   *
   * @param directory a path at which nothing is, or an archive to replace
   * @throws ModelException when a weight doesn't fit its shape, or the directory can't be written
   */
  public static void write(Path directory, ModelCard card, Precision precision, Weights weights) {
    write(directory, card, Rope.plain(card.shape()), precision, weights);
  }

  static void write(
      Path directory, ModelCard card, Rope rope, Precision precision, Weights weights) {
    Path target = directory.toAbsolutePath();
    refuseForeign(target);
    try {
      Files.createDirectories(target.getParent());
      Path fresh = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
      Files.createDirectory(fresh);
      try {
        fill(fresh, card, rope, precision, weights);
        replace(fresh, target);
      } finally {
        delete(fresh);
      }
    } catch (IOException e) {
      throw new ModelException("Can't write the model archive " + directory + ": " + e, e);
    }
  }

  /**
   * Writes an archive of random weights in bf16, the same for the same seed, with room for a prefix
   * of three quarters of the context and branches of up to 64 tokens.
   */
  public static void writeRandom(Path directory, String name, PhiShape shape, long seed) {
    int branch = Math.min(64, shape.context() / 4);
    ModelCard.Limits limits = new ModelCard.Limits(shape.context() * 3 / 4, branch);
    ModelCard card = ModelCard.untrained(name, shape, limits);
    write(directory, card, Precision.BF16, Weights.random(shape, seed));
  }

  /**
   * Writes the TorchScript file that training runs: the same layers, weights given from outside.
   *
   * @param file a path at which nothing is
   */
  public static void writeTrainingModule(Path file, PhiShape shape) throws IOException {
    TorchScriptFile.training(file, shape);
  }

  /**
   * Reads what an archive says of its model, without loading it.
   *
   * @throws ModelException when the directory has no readable {@code model.json}
   */
  public static ModelCard card(Path directory) {
    return readCard(directory).card();
  }

  static CardJson.Read readCard(Path directory) {
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

  /** Reads the card, and holds the files against its hashes. */
  static CardJson.Read verify(Path directory) {
    CardJson.Read read = readCard(directory);
    verify(directory.resolve(MODEL), read.modelHash());
    verify(directory.resolve(TOKENIZER), read.tokenizerHash());
    return read;
  }

  private static void verify(Path file, String expected) {
    try {
      String actual = sha256(file);
      if (!actual.equals(expected)) {
        throw new ModelException(
            String.format(
                "%s should have SHA-256 %s as %s says, but has %s", file, expected, CARD, actual));
      }
    } catch (IOException e) {
      throw new ModelException("Can't read " + file + " of the model archive: " + e, e);
    }
  }

  private static void fill(
      Path directory, ModelCard card, Rope rope, Precision precision, Weights weights)
      throws IOException {
    Path model = directory.resolve(MODEL);
    Path tokenizer = directory.resolve(TOKENIZER);
    TorchScriptFile.scoring(model, card.shape(), rope, precision, weights);
    Files.write(tokenizer, BundledVocabulary.bytes());
    String json = CardJson.write(card, precision, sha256(model), sha256(tokenizer));
    Files.write(directory.resolve(CARD), json.getBytes(StandardCharsets.UTF_8));
  }

  private static void refuseForeign(Path target) {
    if (Files.exists(target) && !Files.isRegularFile(target.resolve(CARD))) {
      throw new ModelException(target + " exists and is no model archive; it is left as it is");
    }
  }

  private static void replace(Path fresh, Path target) throws IOException {
    delete(target);
    try {
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, target);
    }
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

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      StringBuilder hex = new StringBuilder();
      for (byte b : digest.digest()) {
        hex.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
      }
      return hex.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
