/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.archive;

import java.util.stream.Collectors;

/** The generator of module code that packs integer matrices for the packed kernel, one by one. */
final class PackingCode {
  private final PhiShape shape;
  private final Precision precision;

  PackingCode(PhiShape shape, Precision precision) {
    this.shape = shape;
    this.precision = precision;
  }

  /** The lines of code, in the order of the matrices. */
  String lines() {
    return WeightLayout.matrices(shape).stream().map(this::pack).collect(Collectors.joining());
  }

  /**
   * The lines that pack one matrix and then drop the original. Embedding tables also keep the
   * original, since single rows are read from it.
   */
  private String pack(WeightLayout weight) {
    String name = "self." + weight.name();
    boolean table = weight.kind() == WeightLayout.Kind.EMBEDDING;
    if (weight.name().equals("embed") && !shape.tiedHead()) {
      return line("torch.zeros([1, 1], dtype=1)", "torch.ones([1])");
    }
    String whole = name;
    if (precision == Precision.INT4) {
      String room = "torch.empty(" + weight.shape() + ", dtype=1)";
      whole = "self.unpack(" + name + ", " + name + "_m, " + room + ")";
    }
    StringBuilder lines = new StringBuilder("      whole = " + whole + "\n");
    if (weight.name().endsWith("gate_up")) {
      // gate and up are multiplied separately, one after the other
      lines.append(line(half("whole", 0), half(name + "_s", 0)));
      lines.append(line(half("whole", shape.ffn()), half(name + "_s", shape.ffn())));
    } else {
      lines.append(line("whole", name + "_s"));
    }
    return table ? lines.toString() : lines + "      " + name + " = none\n";
  }

  private static String line(String whole, String scale) {
    return "      packed = torch.add(packed, self.pack_one(" + whole + ", " + scale + "))\n";
  }

  private String half(String of, int first) {
    return "torch.narrow(" + of + ", 0, " + first + ", " + shape.ffn() + ")";
  }
}
