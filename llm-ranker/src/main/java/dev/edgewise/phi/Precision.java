/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

/** How an archive stores its weights. */
public enum Precision {
  /** 32-bit floats: the reference. */
  F32("FloatStorage", 4),
  /** The upper 16 bits of 32-bit floats, rounded to nearest even. */
  BF16("BFloat16Storage", 2);

  private final String storage;
  private final int bytes;

  Precision(String storage, int bytes) {
    this.storage = storage;
    this.bytes = bytes;
  }

  /** Name of the storage class in a TorchScript archive. */
  String storage() {
    return storage;
  }

  /** Bytes that one weight takes. */
  int bytes() {
    return bytes;
  }

  /** The 16 bits that stand for a float in bf16; NaN stays NaN. */
  static short bf16(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      return (short) ((bits >>> 16) | 0x40);
    }
    return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
  }
}
