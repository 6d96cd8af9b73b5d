/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.convert;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How files store runs of weights: so many values in so many bytes, little-endian.
 *
 * @see <a href="https://github.com/ggml-org/ggml/blob/master/src/ggml-common.h">the blocks of
 *     ggml</a>
 */
enum QuantisedBlocks {
  F32(1, 4) {
    @Override
    void decode(ByteBuffer in, float[] out, int at) {
      out[at] = in.getFloat();
    }
  },
  F16(1, 2) {
    @Override
    void decode(ByteBuffer in, float[] out, int at) {
      out[at] = half(in.getShort());
    }
  },
  BF16(1, 2) {
    @Override
    void decode(ByteBuffer in, float[] out, int at) {
      out[at] = Float.intBitsToFloat(in.getShort() << 16);
    }
  },
  Q8_0(32, 34) {
    @Override
    void decode(ByteBuffer in, float[] out, int at) {
      float scale = half(in.getShort());
      for (int i = 0; i < 32; i++) {
        out[at + i] = scale * in.get();
      }
    }
  },
  Q4_0(32, 18) {
    @Override
    void decode(ByteBuffer in, float[] out, int at) {
      float scale = half(in.getShort());
      for (int i = 0; i < 16; i++) {
        int pair = in.get();
        out[at + i] = scale * ((pair & 15) - 8);
        out[at + 16 + i] = scale * (((pair >> 4) & 15) - 8);
      }
    }
  },
  Q4_K(256, 144) {
    @Override
    void decode(ByteBuffer in, float[] out, int at) {
      scaledGroups(in, out, at, false);
    }
  },
  Q5_K(256, 176) {
    @Override
    void decode(ByteBuffer in, float[] out, int at) {
      scaledGroups(in, out, at, true);
    }
  },
  Q6_K(256, 210) {
    @Override
    void decode(ByteBuffer in, float[] out, int at) {
      int low = in.position();
      int high = low + 128;
      int scales = high + 64;
      float scale = half(in.getShort(scales + 16));
      for (int i = 0; i < 256; i++) {
        int side = i / 128;
        int quarter = i % 128 / 32;
        int place = i % 32;
        int lower = in.get(low + 64 * side + 32 * (quarter & 1) + place);
        int four = (lower >> (4 * (quarter >> 1))) & 15;
        int two = (in.get(high + 32 * side + place) >> (2 * quarter)) & 3;
        out[at + i] = scale * in.get(scales + i / 16) * ((four | (two << 4)) - 32);
      }
      skipTo(in, low + 210);
    }
  };

  private static final float[] HALVES = new float[1 << 16];

  static {
    for (int bits = 0; bits < HALVES.length; bits++) {
      int exponent = (bits >> 10) & 31;
      int fraction = bits & 1023;
      double size =
          exponent == 0
              ? fraction * 0x1p-24
              : exponent == 31
                  ? fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN
                  : (1024 + fraction) * Math.pow(2, exponent - 25);
      HALVES[bits] = (float) (bits >> 15 == 0 ? size : -size);
    }
  }

  private final int count;
  private final int bytes;

  QuantisedBlocks(int count, int bytes) {
    this.count = count;
    this.bytes = bytes;
  }

  /** Values in a block. */
  int count() {
    return count;
  }

  /** Bytes of a block. */
  int bytes() {
    return bytes;
  }

  /** Decodes whole blocks. */
  void decode(byte[] blocks, float[] out) {
    ByteBuffer in = ByteBuffer.wrap(blocks).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < out.length; at += count) {
      decode(in, out, at);
    }
  }

  abstract void decode(ByteBuffer in, float[] out, int at);

  static float half(short bits) {
    return HALVES[bits & 0xffff];
  }

  /**
   * Q4_K and Q5_K: eight groups of 32, each with a scale and a minimum of 6 bits, 12 bytes for all
   * of these, then with five bits the fifth ones, then four bits each, two groups in a run of 32
   * bytes.
   */
  private static void scaledGroups(ByteBuffer in, float[] out, int at, boolean five) {
    float scale = half(in.getShort());
    float least = half(in.getShort());
    byte[] packed = new byte[12];
    in.get(packed);
    byte[] fifths = new byte[32];
    if (five) {
      in.get(fifths);
    }
    int start = in.position();
    for (int group = 0; group < 8; group++) {
      float step = scale * sixBits(packed, group, false);
      float lowest = least * sixBits(packed, group, true);
      for (int i = 0; i < 32; i++) {
        int q = (in.get(start + 32 * (group / 2) + i) >> (4 * (group & 1))) & 15;
        q |= ((fifths[i] >> group) & 1) << 4;
        out[at + 32 * group + i] = step * q - lowest;
      }
    }
    skipTo(in, start + 128);
  }

  /** As all versions of Android have it, where the method returns {@link Buffer}. */
  private static void skipTo(Buffer in, int position) {
    in.position(position);
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
