/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import ai.djl.util.Utils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The TorchScript text of a Phi-3 model: one text of the layers, with either the methods that score
 * with the archive's own weights or those that train weights given from outside.
 */
final class ModuleCode {
  private ModuleCode() {}

  /** Code of a module that holds its weights: prefill, score, logits. */
  static String scoring(PhiShape shape, double ropeFactor) {
    List<WeightLayout> weights = WeightLayout.of(shape);
    String attributes =
        weights.stream().map(w -> "  " + w.name() + " : Tensor\n").collect(Collectors.joining());
    String list = weights.stream().map(w -> "self." + w.name()).collect(Collectors.joining(", "));
    String methods =
        resource("phi3-scoring.ts.txt")
            .replace("$WEIGHTS", list)
            .replace("$HEAD", shape.tiedHead() ? "embed" : "head");
    return fill(shape, ropeFactor, attributes, methods);
  }

  /** Code of a module that takes its weights as arguments: loss, and a step of the optimiser. */
  static String training(PhiShape shape, double ropeFactor) {
    return fill(shape, ropeFactor, "", resource("phi3-training.ts.txt"));
  }

  // Longer names come before those that begin like them.
  private static String fill(PhiShape s, double rope, String attributes, String methods) {
    return resource("phi3.ts.txt")
        .replace("$ATTRIBUTES\n", attributes + "\n")
        .replace("$METHODS", methods)
        .replace("$QKV_HEADS", "" + (s.heads() + 2 * s.kvHeads()))
        .replace("$QK_HEADS", "" + (s.heads() + s.kvHeads()))
        .replace("$HEADS", "" + s.heads())
        .replace("$KV", "" + s.kvHeads())
        .replace("$GROUP", "" + s.heads() / s.kvHeads())
        .replace("$WIDTH", "" + s.headWidth())
        .replace("$HALF", "" + s.headWidth() / 2)
        .replace("$HIDDEN", "" + s.hidden())
        .replace("$FFN", "" + s.ffn())
        .replace("$LAYERS", "" + s.layers())
        .replace("$SCALE", number(1 / Math.sqrt(s.headWidth())))
        .replace("$EPSILON", number(PhiShape.NORM_EPSILON))
        .replace("$ROPE_FACTOR", number(rope));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.17e", value);
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(ModuleCode.class.getResourceAsStream(name))) {
      return Utils.toString(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
