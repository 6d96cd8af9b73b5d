/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

/**
 * Rotary position embedding as an archive holds it, computed when it is written.
 *
 * @param frequencies radians that one position turns each pair of channels by
 * @param factor what cosine and sine are multiplied with; 1 but for stretched contexts
 */
// Goes from its maker straight into a file; nobody compares two.
@SuppressWarnings("ArrayRecordComponent")
record Rope(float[] frequencies, double factor) {

  /** The plain one: theta^(-2i/width) for pair i (Su et al., RoFormer, 2021). */
  static Rope plain(PhiShape shape) {
    int width = shape.headWidth();
    float[] frequencies = new float[width / 2];
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i] = (float) Math.pow(shape.ropeTheta(), -2.0 * i / width);
    }
    return new Rope(frequencies, 1);
  }
}
