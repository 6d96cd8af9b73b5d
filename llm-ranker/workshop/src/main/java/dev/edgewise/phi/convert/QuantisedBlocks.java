/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.convert;

import com.google.errorprone.annotations.Immutable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The block formats of weights in model files. A block stores a fixed number of values in a fixed
 * number of bytes, little-endian.
 *
 * @see <a href="https://github.com/ggml-org/ggml/blob/master/src/ggml-common.h">the blocks of
 *     ggml</a>
 */
enum QuantisedBlocks {
  F32(1, 4, (in, out, at) -> out[at] = in.getFloat()),
  F16(1, 2, (in, out, at) -> out[at] = half(in)),
  BF16(1, 2, (in, out, at) -> out[at] = Float.intBitsToFloat(in.getShort() << 16)),
  Q8_0(32, 34, QuantisedBlocks::decodeQ8),
  Q4_0(32, 18, QuantisedBlocks::decodeQ4),
  Q4_K(256, 144, (in, out, at) -> decodeScaledGroups(in, out, at, false)),
  Q5_K(256, 176, (in, out, at) -> decodeScaledGroups(in, out, at, true)),
  Q6_K(256, 210, QuantisedBlocks::decodeQ6K);

  private final int count;
  private final int bytes;
  private final Decoder decoder;

  /** Decodes one block at the buffer's position into the values from {@code at} on. */
  @Immutable
  private interface Decoder {
    void decode(ByteBuffer in, float[] out, int at);
  }

  QuantisedBlocks(int count, int bytes, Decoder decoder) {
    this.count = count;
    this.bytes = bytes;
    this.decoder = decoder;
  }

  /** Number of values in a block. */
  int count() {
    return count;
  }

  /** Number of bytes in a block. */
  int bytes() {
    return bytes;
  }

  /** Decodes whole blocks. */
  void decode(byte[] blocks, float[] out) {
    ByteBuffer in = ByteBuffer.wrap(blocks).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < out.length; at += count) {
      decoder.decode(in, out, at);
    }
  }

  private static float half(ByteBuffer in) {
    return Float.float16ToFloat(in.getShort());
  }

  private static void decodeQ8(ByteBuffer in, float[] out, int at) {
    float scale = half(in);
    for (int i = 0; i < 32; i++) {
      out[at + i] = scale * in.get();
    }
  }

  private static void decodeQ4(ByteBuffer in, float[] out, int at) {
    float scale = half(in);
    for (int i = 0; i < 16; i++) {
      int pair = in.get();
      out[at + i] = scale * ((pair & 15) - 8);
      out[at + 16 + i] = scale * (((pair >> 4) & 15) - 8);
    }
  }

  private static void decodeQ6K(ByteBuffer in, float[] out, int at) {
    int low = in.position();
    int high = low + 128;
    int scales = high + 64;
    float scale = Float.float16ToFloat(in.getShort(scales + 16));
    for (int i = 0; i < 256; i++) {
      int side = i / 128;
      int quarter = i % 128 / 32;
      int place = i % 32;
      int lower = in.get(low + 64 * side + 32 * (quarter & 1) + place);
      int lowBits = (lower >> (4 * (quarter >> 1))) & 15;
      int highBits = (in.get(high + 32 * side + place) >> (2 * quarter)) & 3;
      out[at + i] = scale * in.get(scales + i / 16) * ((lowBits | (highBits << 4)) - 32);
    }
    in.position(low + 210);
  }

  /**
   * Decodes Q4_K and Q5_K: eight groups of 32 values. Each group has a scale and a minimum of 6
   * bits; 12 bytes hold all of these. With five bits, the fifth bits follow. Then come the lower
   * four bits, two groups in each run of 32 bytes.
   */
  private static void decodeScaledGroups(ByteBuffer in, float[] out, int at, boolean fiveBits) {
    float scale = half(in);
    float minimum = half(in);
    byte[] packed = new byte[12];
    in.get(packed);
    byte[] fifthBits = new byte[32];
    if (fiveBits) {
      in.get(fifthBits);
    }
    int start = in.position();
    for (int group = 0; group < 8; group++) {
      float step = scale * sixBits(packed, group, false);
      float lowest = minimum * sixBits(packed, group, true);
      for (int i = 0; i < 32; i++) {
        int q = (in.get(start + 32 * (group / 2) + i) >> (4 * (group & 1))) & 15;
        q |= ((fifthBits[i] >> group) & 1) << 4;
        out[at + 32 * group + i] = step * q - lowest;
      }
    }
    in.position(start + 128);
  }

  private static int sixBits(byte[] packed, int group, boolean minimum) {
    int shift = minimum ? 4 : 0;
    if (group < 4) {
      return packed[group + shift] & 63;
    }
    int low = (packed[group + 4] >> shift) & 15;
    return low | (((packed[group - 4 + shift] >> 6) & 3) << 4);
  }
}
