/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How module code cuts integer matrices into parts of some rows: so large that a part, its unpacked
 * form and its products stay in the processor's cache.
 */
final class IntegerParts {
  private static final int WEIGHTS = 6 << 20;
  private static final int ROWS_MULTIPLE = 64;

  private final PhiShape shape;
  private final Precision precision;
  private final List<WeightLayout> matrices;

  IntegerParts(PhiShape shape, Precision precision) {
    this.shape = shape;
    this.precision = precision;
    this.matrices =
        WeightLayout.of(shape).stream().filter(WeightLayout::matrix).collect(Collectors.toList());
  }

  /** Fills in what the code of integer kernels leaves open. */
  String fill(String code) {
    return code.replace("$PACK\n", matrices.stream().map(this::pack).collect(Collectors.joining()))
        .replace("$PART", "" + WEIGHTS)
        .replace("$SCRATCH", "" + scratch());
  }

  /**
   * Lines that pack one matrix; tables of rows stay, too, since single rows are taken from them.
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
      // gate and up are multiplied with by turns
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

  private static int rows(int columns) {
    return Math.max(ROWS_MULTIPLE, WEIGHTS / columns / ROWS_MULTIPLE * ROWS_MULTIPLE);
  }

  private long scratch() {
    return matrices.stream()
        .mapToLong(w -> (long) Math.min(w.rows(), rows(w.columns())) * w.columns())
        .max()
        .orElse(0);
  }
}
