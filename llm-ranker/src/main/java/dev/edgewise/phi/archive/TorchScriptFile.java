/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.archive;

import dev.edgewise.phi.token.ModelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A writer of TorchScript files. Such a file holds the module's code as text, the module object as
 * a pickle, and the weights as little-endian bytes.
 */
public final class TorchScriptFile {
  private TorchScriptFile() {}

  /**
   * Writes a module that holds no weights except the rotary frequencies.
   *
   * @param path file to create or to overwrite
   * @param code the module's TorchScript code, see {@link ModuleCode}
   */
  public static void withoutWeights(Path path, Rope rope, String code) throws IOException {
    Pickle module = new Pickle().beginObject("__torch__", "Phi").attributeFalse("training");
    tensor(module, "inv_freq", 0, rope.frequencies().length);
    try (StoredZip zip = new StoredZip(path, List.of())) {
      describe(zip, module.endObject(), code);
      zip.add(StoredMatrix.data(0), sink -> sink.write(StoredMatrix.floats(rope.frequencies())));
      zip.finish();
    }
  }

  /**
   * Writes a module that holds no tensors.
   *
   * @param code the code of its class {@code Phi}
   */
  public static void withoutData(Path path, String code) throws IOException {
    Pickle module = new Pickle().beginObject("__torch__", "Phi").attributeFalse("training");
    try (StoredZip zip = new StoredZip(path, List.of())) {
      describe(zip, module.endObject(), code);
      zip.finish();
    }
  }

  /**
   * Finds the tensors of a module that holds its weights: the rotary frequencies, those for long
   * texts, then the weights in the order of {@link WeightLayout#of}, each in its parts.
   *
   * @throws ModelException when a tensor has another size than the shape says
   */
  public static List<StoredTensor> tensors(Path path, PhiShape shape, Precision precision)
      throws IOException {
    Map<String, StoredZip.Extent> entries = StoredZip.entries(path);
    List<StoredMatrix.Part> parts = new ArrayList<>();
    for (String name : List.of("inv_freq", "inv_freq_long")) {
      parts.add(new StoredMatrix.Part(name, StoredMatrix.Type.FLOAT, List.of(shape.rotary() / 2)));
    }
    parts.addAll(StoredMatrix.parts(WeightLayout.of(shape), precision));
    List<StoredTensor> tensors = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      StoredMatrix.Part part = parts.get(i);
      StoredZip.Extent extent = entries.get("model/data/" + i);
      long elements =
          part.shape().stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
      long bytes = elements * part.type().bytes;
      if (extent == null || extent.size() != bytes) {
        throw ModelException.of(
            "%s has weight %s of %s bytes, but %s requires shape %s, which is %d",
            path,
            part.name(),
            extent == null ? "no" : "" + extent.size(),
            PhiArchive.CARD,
            part.shape(),
            bytes);
      }
      tensors.add(new StoredTensor(part.name(), extent.offset(), bytes, elements));
    }
    return tensors;
  }

  /**
   * Where a tensor lies in a file.
   *
   * @param offset of its first byte
   * @param elements number of its elements
   */
  public record StoredTensor(String name, long offset, long bytes, long elements) {}

  /** Writes a module that holds its weights. Resumes after the last weight in the journal. */
  static void scoring(
      Path path, PhiShape shape, Rope rope, Precision precision, Weights weights, Journal journal)
      throws IOException {
    List<WeightLayout> layout = WeightLayout.of(shape);
    try (StoredZip zip = new StoredZip(path, journal.entries())) {
      if (journal.weights() == 0) {
        describe(
            zip,
            object(layout, rope, precision),
            ModuleCode.scoring(shape, rope.factor(), precision));
        zip.add(StoredMatrix.data(0), sink -> sink.write(StoredMatrix.floats(rope.frequencies())));
        zip.add(StoredMatrix.data(1), sink -> sink.write(StoredMatrix.floats(rope.stretched())));
      }
      int number = 2;
      for (int i = 0; i < layout.size(); i++) {
        StoredMatrix matrix = new StoredMatrix(layout.get(i), precision);
        if (i >= journal.weights()) {
          matrix.write(zip, number, weights);
          journal.wrote(i + 1, layout.size(), zip.entries());
        }
        number += matrix.parts().size();
      }
      zip.finish();
    }
  }

  private static void describe(StoredZip zip, byte[] object, String code) throws IOException {
    zip.add("model/data.pkl", object);
    zip.add("model/byteorder", ascii("little"));
    zip.add("model/code/__torch__.py", ascii(code));
    zip.add("model/constants.pkl", Pickle.emptyTuple());
    zip.add("model/version", ascii("10\n"));
  }

  private static byte[] object(List<WeightLayout> layout, Rope rope, Precision precision) {
    Pickle module = new Pickle().beginObject("__torch__", "Phi").attributeFalse("training");
    if (precision.quantised()) {
      module.attributeInt("kernel", 0).attributeInt("zero", 0).attributeDouble("levels", 1);
    }
    tensor(module, "inv_freq", 0, rope.frequencies().length);
    tensor(module, "inv_freq_long", 1, rope.stretched().length);
    int number = 2;
    for (StoredMatrix.Part part : StoredMatrix.parts(layout, precision)) {
      module.attributeTensor(part.name(), part.type().storage, number, part.shape());
      number++;
    }
    return module.endObject();
  }

  private static void tensor(Pickle module, String name, int number, int size) {
    module.attributeTensor(name, StoredMatrix.Type.FLOAT.storage, number, List.of(size));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
