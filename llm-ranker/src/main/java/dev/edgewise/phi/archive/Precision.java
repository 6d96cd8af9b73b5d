/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.archive;

import dev.edgewise.phi.token.ModelException;
import java.util.Locale;

/** The number format of an archive's matrices. */
public enum Precision {
  /** 32-bit floats: the reference. */
  F32(1),
  /** The upper 16 bits of 32-bit floats, rounded to nearest even. */
  BF16(1),
  /** 8-bit integers with a scale for each row; they are multiplied with 8-bit activations. */
  INT8(2),
  /** 4-bit integers with a small integer factor for each group and a scale for each row. */
  INT4(3);

  private final int parts;

  Precision(int parts) {
    this.parts = parts;
  }

  /** Number of tensors that store one matrix. */
  int parts() {
    return parts;
  }

  /** Whether the matrices are integers. */
  public boolean quantised() {
    return parts > 1;
  }

  /**
   * The precision with this name, in upper or lower case.
   *
   * @throws ModelException when no precision has this name
   */
  public static Precision named(String name) {
    for (Precision known : values()) {
      if (known.name().equalsIgnoreCase(name)) {
        return known;
      }
    }
    throw new ModelException("No precision " + name + ", supported are f32, bf16, int8 and int4");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The bf16 form of a float, rounded to nearest even; NaN stays NaN. */
  static short bf16(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      return (short) ((bits >>> 16) | 0x40);
    }
    return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
  }
}
