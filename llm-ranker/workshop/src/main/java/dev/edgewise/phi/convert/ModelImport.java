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

/** Makes an archive of a model in another form: the front door of this package. */
public final class ModelImport {
  private ModelImport() {}

  /**
   * Imports a model. Memory stays bounded by a few rows of weights, whatever the model's size. When
   * interrupted or killed, the next call with the same source, target and precision goes on there.
   *
   * @param source a GGUF file, a Hugging Face directory, or an archive of floats
   * @param out a path at which nothing is, or an archive to replace
   * @return whether the archive has a tokenizer
   * @throws ModelException naming the file, the tensor and what was expected, when the source can't
   *     be used; nothing is left at {@code out} then
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
    return new ModelCard(
        card.name(),
        card.shape(),
        card.trained(),
        card.licence(),
        card.promptVersion(),
        card.limits(),
        card.ranking(),
        notes);
  }

  /**
   * Opens whatever kind of model is at a path.
   *
   * @throws ModelException saying what is there and what could be
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
