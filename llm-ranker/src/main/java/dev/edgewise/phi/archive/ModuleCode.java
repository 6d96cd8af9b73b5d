/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.archive;

import ai.djl.util.Utils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The TorchScript code of a Phi-3 model, filled in from templates among the resources. The layers
 * are common to all modules. A scoring module adds the engine's methods and the matrix products of
 * one precision; a training module adds methods that take the weights as arguments.
 */
public final class ModuleCode {
  /** Number of rows that attend to a shared prefix at once; scored rows are padded to it. */
  public static final int ROWS = 64;

  private static final String PACKED =
      "List[__torch__.torch.classes.quantized.LinearPackedParamsBase]";

  private ModuleCode() {}

  /** The code of a module that holds its weights and scores branches. */
  static String scoring(PhiShape shape, double ropeFactor, Precision precision) {
    List<WeightLayout> layout = WeightLayout.of(shape);
    String attributes =
        (precision.quantised() ? "  kernel : int\n  zero : int\n  levels : float\n" : "")
            + "  inv_freq : Tensor\n  inv_freq_long : Tensor\n"
            + StoredMatrix.parts(layout, precision).stream()
                .map(part -> "  " + part.name() + " : Tensor\n")
                .collect(Collectors.joining());
    String methods =
        resource("phi3-engine.ts.txt")
            .replace("$KERNEL", kernel(shape, precision))
            .replace("$NORMS", norms(layout))
            .replace("$WEIGHTS", matrices(shape, precision))
            .replace("$PACKED", PACKED)
            .replace("$SLOTS", "" + precision.parts())
            .replace("$OUTPUT", "" + (shape.tiedHead() ? 0 : 4 * shape.layers() + 1))
            .replace("$WINDOW", "" + (shape.window() == 0 ? 1 << 30 : shape.window()))
            .replace("$ROWS", "" + ROWS);
    return of(shape, ropeFactor, attributes, methods);
  }

  private static String kernel(PhiShape shape, Precision precision) {
    if (!precision.quantised()) {
      return resource("kernel-float.ts.txt");
    }
    String own = precision == Precision.INT8 ? "kernel-int8.ts.txt" : "kernel-int4.ts.txt";
    String code = resource(own) + "\n" + resource("kernel-int.ts.txt");
    return code.replace("$PACK\n", new PackingCode(shape, precision).lines());
  }

  private static String norms(List<WeightLayout> layout) {
    List<String> names = new ArrayList<>();
    layout.stream().filter(w -> !w.matrix()).forEach(w -> names.add("self." + w.name()));
    // the final norm comes before the layers in the file, but after them in the code
    names.add(names.remove(0));
    return String.join(", ", names);
  }

  private static String matrices(PhiShape shape, Precision precision) {
    return StoredMatrix.parts(WeightLayout.matrices(shape), precision).stream()
        .map(part -> "self." + part.name())
        .collect(Collectors.joining(", "));
  }

  /**
   * The code of a module with the layers and the given methods.
   *
   * @param attributes declarations of the module's attributes
   * @param methods code of its methods, with the placeholders of the shape
   */
  public static String of(PhiShape s, double ropeFactor, String attributes, String methods) {
    // a longer placeholder is replaced before a shorter one that it starts with
    return resource("phi3.ts.txt")
        .replace("$ATTRIBUTES\n", attributes + "\n")
        .replace("$METHODS", methods)
        .replace("$QKV_HEADS", "" + (s.heads() + 2 * s.kvHeads()))
        .replace("$QK_HEADS", "" + (s.heads() + s.kvHeads()))
        .replace("$HEADS", "" + s.heads())
        .replace("$KV", "" + s.kvHeads())
        .replace("$GROUP", "" + s.heads() / s.kvHeads())
        .replace("$WIDTH", "" + s.headWidth())
        .replace("$HALF", "" + s.rotary() / 2)
        .replace("$REST", "" + (s.headWidth() - s.rotary()))
        .replace("$HIDDEN", "" + s.hidden())
        .replace("$FFN", "" + s.ffn())
        .replace("$LAYERS", "" + s.layers())
        .replace("$SCALE", number(1 / Math.sqrt(s.headWidth())))
        .replace("$EPSILON", number(PhiShape.NORM_EPSILON))
        .replace("$ROPE_FACTOR", number(ropeFactor));
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
