/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import dev.edgewise.rank.feature.SequenceModel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of a sequential model. Each item has one byte for each channel and a scale, which
 * is a quarter of the size and changes the scores by less than training again would.
 *
 * @param items ids by row
 * @param table a byte for each item and channel
 * @param scales what the bytes of each item are multiplied with, as 32-bit floats
 * @param layers the other weights, as 32-bit floats
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredSequence(List<String> items, byte[] table, byte[] scales, List<byte[]> layers) {
  private static final int LARGEST = 127;

  static @Nullable StoredSequence of(@Nullable NamedSequenceModel named) {
    if (named == null) {
      return null;
    }
    List<float[]> weights = named.model().weights();
    float[] values = weights.get(0);
    byte[] table = new byte[values.length];
    float[] scales = new float[named.items().size()];
    for (int row = 0; row < scales.length; row++) {
      int from = row * SequenceModel.WIDTH;
      float most = 0;
      for (int i = from; i < from + SequenceModel.WIDTH; i++) {
        most = Math.max(most, Math.abs(values[i]));
      }
      scales[row] = most / LARGEST;
      for (int i = from; most > 0 && i < from + SequenceModel.WIDTH; i++) {
        table[i] = (byte) Math.round(values[i] / scales[row]);
      }
    }
    return new StoredSequence(
        named.items(),
        table,
        bytes(scales),
        weights.subList(1, weights.size()).stream().map(StoredSequence::bytes).toList());
  }

  /**
   * The model.
   *
   * @throws IllegalArgumentException when a size is wrong
   */
  NamedSequenceModel model() {
    float[] factors = floats(scales);
    if (factors.length != items.size() || table.length != items.size() * SequenceModel.WIDTH) {
      throw new IllegalArgumentException(
          "the sequential model should have a scale and "
              + SequenceModel.WIDTH
              + " bytes for each of "
              + items.size()
              + " items");
    }
    float[] values = new float[table.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = factors[i / SequenceModel.WIDTH] * table[i];
    }
    List<float[]> weights = new ArrayList<>(List.of(values));
    layers.forEach(layer -> weights.add(floats(layer)));
    return new NamedSequenceModel(items, new SequenceModel(weights));
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  private static float[] floats(byte[] bytes) {
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
    return values;
  }
}
