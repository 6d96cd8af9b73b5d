/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.convert;

import com.google.gson.JsonObject;
import dev.edgewise.file.Sha256;
import dev.edgewise.phi.archive.ModelCard;
import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.archive.Precision;
import dev.edgewise.phi.archive.WriteProgress;
import dev.edgewise.phi.token.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The import of a model from another file format into an archive. */
public final class ModelImport {
  private ModelImport() {}

  /**
   * Imports a model. It holds only a few rows of weights in memory, whatever the model's size. When
   * a call is interrupted or killed, the next call with the same source, target and precision
   * resumes.
   *
   * @param source a GGUF file, a Hugging Face directory, or an archive of floats
   * @param out a path where nothing exists, or an archive to replace
   * @return whether the archive has a tokenizer
   * @throws ModelException when the source can't be used, naming the file, the tensor and the
   *     expected content; {@code out} then stays unchanged
   */
  public static boolean run(Path source, Path out, Precision precision, WriteProgress progress) {
    try (ModelSource from = open(source)) {
      JsonObject hashes = new JsonObject();
      for (Path file : from.files()) {
        hashes.addProperty(String.valueOf(file.getFileName()), Sha256.hex(file));
      }
      byte[] tokenizer = from.tokenizer();
      PhiArchive.Contents contents =
          new PhiArchive.Contents(
              withSource(from.card(), hashes), from.rope(), precision, from.weights(), tokenizer);
      PhiArchive.write(out, contents, hashes.toString(), progress);
      return tokenizer.length > 0;
    } catch (IOException e) {
      throw new ModelException("Can't read " + source + ": " + e, e);
    }
  }

  private static ModelCard withSource(ModelCard card, JsonObject hashes) {
    JsonObject notes = card.notes();
    notes.add("source", hashes);
    return card.with(card.ranking(), notes);
  }

  /**
   * Opens a model of any supported kind.
   *
   * @throws ModelException when there is none, naming the supported kinds
   */
  static ModelSource open(Path path) {
    if (PhiArchive.isAt(path)) {
      return new ArchiveSource(path);
    }
    if (Files.isRegularFile(path.resolve("config.json"))) {
      return new HuggingFaceSource(path);
    }
    if (Files.isRegularFile(path)) {
      return new GgufSource(path);
    }
    throw new ModelException(
        path
            + (Files.exists(path) ? " is no model" : " isn't there")
            + ": it should be a GGUF file, a Hugging Face directory with config.json, or an archive"
            + " with model.json");
  }
}
