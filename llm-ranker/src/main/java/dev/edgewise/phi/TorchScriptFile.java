/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a TorchScript file: module code as text, the module object as a pickle, weights as raw
 * little-endian bytes.
 */
final class TorchScriptFile {
  private static final int CHUNK = 1 << 18;

  private TorchScriptFile() {}

  /** Writes a module that holds its weights. */
  static void scoring(Path path, PhiShape shape, Rope rope, Precision precision, Weights weights)
      throws IOException {
    String code = ModuleCode.scoring(shape, rope.factor());
    write(path, rope, code, WeightLayout.of(shape), precision, weights);
  }

  /** Writes a module that takes its weights as arguments. */
  static void training(Path path, PhiShape shape) throws IOException {
    Rope rope = Rope.plain(shape);
    String code = ModuleCode.training(shape, rope.factor());
    write(path, rope, code, List.of(), Precision.F32, w -> new float[0]);
  }

  private static void write(
      Path path,
      Rope rope,
      String code,
      List<WeightLayout> layout,
      Precision precision,
      Weights weights)
      throws IOException {
    float[] frequencies = rope.frequencies();
    Pickle module = new Pickle().beginObject("__torch__", "Phi").attributeFalse("training");
    module.attributeTensor(
        "inv_freq", Precision.F32.storage(), layout.size(), List.of(frequencies.length));
    for (int i = 0; i < layout.size(); i++) {
      WeightLayout w = layout.get(i);
      module.attributeTensor(w.name(), precision.storage(), i, w.shape());
    }
    try (StoredZip zip = new StoredZip(path)) {
      zip.add("model/data.pkl", module.endObject());
      zip.add("model/byteorder", ascii("little"));
      zip.add("model/code/__torch__.py", ascii(code));
      zip.add("model/constants.pkl", Pickle.emptyTuple());
      for (int i = 0; i < layout.size(); i++) {
        float[] values = checked(layout.get(i), weights);
        zip.add("model/data/" + i, sink -> put(values, precision, sink));
      }
      zip.add("model/data/" + layout.size(), sink -> put(frequencies, Precision.F32, sink));
      zip.add("model/version", ascii("10\n"));
      zip.finish();
    }
  }

  private static float[] checked(WeightLayout weight, Weights weights) {
    float[] values = weights.values(weight);
    if (values.length != weight.size()) {
      throw new ModelException(
          String.format(
              "Weight %s has %d values, its shape %s needs %d",
              weight.name(), values.length, weight.shape(), weight.size()));
    }
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new ModelException(
            "Weight " + weight.name() + " has a value " + value + ", all should be finite numbers");
      }
    }
    return values;
  }

  private static void put(float[] values, Precision precision, StoredZip.Sink sink)
      throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      if (precision == Precision.BF16) {
        chunk.putShort(Precision.bf16(value));
      } else {
        chunk.putFloat(value);
      }
      if (!chunk.hasRemaining()) {
        sink.write(Buffers.flip(chunk));
        Buffers.clear(chunk);
      }
    }
    sink.write(Buffers.flip(chunk));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
