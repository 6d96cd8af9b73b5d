/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.archive;

import ai.djl.util.Utils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

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
   * Reads the rotary frequencies from a module that holds its weights.
   *
   * @return those for texts within the original context, and those for longer texts
   */
  public static float[][] frequencies(Path path) throws IOException {
    try (ZipFile zip = new ZipFile(path.toFile())) {
      return new float[][] {floats(zip, 0), floats(zip, 1)};
    }
  }

  private static float[] floats(ZipFile zip, int number) throws IOException {
    ZipEntry entry = zip.getEntry(StoredMatrix.data(number));
    if (entry == null) {
      throw new IOException("it has no entry " + StoredMatrix.data(number));
    }
    try (InputStream in = zip.getInputStream(entry)) {
      ByteBuffer bytes = ByteBuffer.wrap(Utils.toByteArray(in)).order(ByteOrder.LITTLE_ENDIAN);
      float[] floats = new float[bytes.remaining() / Float.BYTES];
      bytes.asFloatBuffer().get(floats);
      return floats;
    }
  }

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
