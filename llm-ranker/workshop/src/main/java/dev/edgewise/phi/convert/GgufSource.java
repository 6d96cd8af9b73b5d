/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.convert;

import com.google.errorprone.annotations.FormatMethod;
import dev.edgewise.phi.archive.ModelCard;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.phi.archive.Rope;
import dev.edgewise.phi.archive.WeightLayout;
import dev.edgewise.phi.archive.Weights;
import dev.edgewise.phi.token.Gguf;
import dev.edgewise.phi.token.ModelException;
import dev.edgewise.phi.token.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A GGUF file of the phi3 architecture. */
final class GgufSource implements ModelSource {
  private final TensorFile file;
  private final Gguf.Head head;
  private final Map<String, Gguf.Tensor> tensors = new HashMap<>();
  private final PhiShape shape;
  private final Rope rope;

  GgufSource(Path path) {
    head = Gguf.read(path);
    file = new TensorFile(path);
    head.tensors().forEach(tensor -> tensors.put(tensor.name(), tensor));
    try {
      String architecture = text("general.architecture").orElse("none");
      if (!architecture.equals("phi3")) {
        throw bad("has general.architecture %s, supported is phi3", architecture);
      }
      shape = shape();
      rope = readRope();
      WeightLayout.of(shape).forEach(this::tensor);
    } catch (IllegalArgumentException e) {
      file.close();
      throw bad("can't be used: %s", e.getMessage());
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private PhiShape shape() {
    int hidden = whole("embedding_length", null);
    int heads = whole("attention.head_count", null);
    if (heads < 1) {
      throw bad("has phi3.attention.head_count %d, it should be above 0", heads);
    }
    double epsilon = number("attention.layer_norm_rms_epsilon", PhiShape.NORM_EPSILON);
    if (Math.abs(epsilon / PhiShape.NORM_EPSILON - 1) > 1e-3) {
      throw bad("has a norm epsilon of %s, supported is %s", epsilon, PhiShape.NORM_EPSILON);
    }
    long[] embedding = find("token_embd.weight").sizes();
    return new PhiShape(
        (int) embedding[embedding.length - 1],
        hidden,
        whole("block_count", null),
        heads,
        whole("attention.head_count_kv", heads),
        whole("feed_forward_length", null),
        whole("rope.dimension_count", hidden / heads),
        number("rope.freq_base", 10_000),
        !tensors.containsKey("output.weight"),
        whole("context_length", null),
        whole("attention.sliding_window", 0));
  }

  private Rope readRope() {
    if (!tensors.containsKey("rope_factors_short.weight")) {
      return Rope.plain(shape);
    }
    return Rope.stretched(
        shape,
        vector("rope_factors_short.weight"),
        vector("rope_factors_long.weight"),
        number("rope.scaling.attn_factor", 0),
        whole("rope.scaling.original_context_length", shape.context()));
  }

  private float[] vector(String name) {
    Gguf.Tensor tensor = find(name);
    float[] values = new float[(int) Math.min(tensor.sizes()[0], 1 << 16)];
    file.read(name, blocks(tensor), head.data() + tensor.offset(), 0, values);
    return values;
  }

  @Override
  public ModelCard card() {
    String name = text("general.name").orElse(String.valueOf(file.path().getFileName()));
    String licence = text("general.license").orElse("unknown");
    return ModelCard.imported(name, shape, licence);
  }

  @Override
  public Rope rope() {
    return rope;
  }

  @Override
  public Weights weights() {
    return (weight, firstRow, into) -> {
      Gguf.Tensor tensor = tensor(weight);
      long first = (long) firstRow * weight.columns();
      file.read(tensor.name(), blocks(tensor), head.data() + tensor.offset(), first, into);
    };
  }

  @Override
  public byte[] tokenizer() {
    return Tokenizer.vocabularyOf(file.path(), head);
  }

  @Override
  public List<Path> files() {
    return List.of(file.path());
  }

  @Override
  public void close() {
    file.close();
  }

  /** Finds the tensor of a weight, and checks its shape, its type and that the file contains it. */
  private Gguf.Tensor tensor(WeightLayout weight) {
    Gguf.Tensor tensor = find(TensorNames.GGUF.of(weight.name()));
    long columns = tensor.sizes()[0];
    long rows = Arrays.stream(tensor.sizes()).skip(1).reduce(1, Math::multiplyExact);
    if (columns != weight.columns() || rows != weight.rows()) {
      throw bad(
          "has tensor %s of %d x %d, its metadata require %d x %d",
          tensor.name(), rows, columns, weight.rows(), weight.columns());
    }
    QuantisedBlocks blocks = blocks(tensor);
    if (columns % blocks.count() != 0) {
      throw bad(
          "has tensor %s with rows of %d, which should be a multiple of %d",
          tensor.name(), columns, blocks.count());
    }
    long end = head.data() + tensor.offset() + rows * columns / blocks.count() * blocks.bytes();
    if (tensor.offset() < 0 || end > file.size()) {
      throw bad(
          "ends at byte %d, but tensor %s should reach to %d", file.size(), tensor.name(), end);
    }
    return tensor;
  }

  private Gguf.Tensor find(String name) {
    Gguf.Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw bad("should have a tensor %s", name);
    }
    return tensor;
  }

  private QuantisedBlocks blocks(Gguf.Tensor tensor) {
    return switch (tensor.type()) {
      case 0 -> QuantisedBlocks.F32;
      case 1 -> QuantisedBlocks.F16;
      case 2 -> QuantisedBlocks.Q4_0;
      case 8 -> QuantisedBlocks.Q8_0;
      case 12 -> QuantisedBlocks.Q4_K;
      case 13 -> QuantisedBlocks.Q5_K;
      case 14 -> QuantisedBlocks.Q6_K;
      case 30 -> QuantisedBlocks.BF16;
      default ->
          throw bad(
              "has tensor %s of type %d, supported are F32, F16, BF16, Q4_0, Q8_0, Q4_K, Q5_K, Q6_K",
              tensor.name(), tensor.type());
    };
  }

  private Optional<String> text(String key) {
    return head.metadata().get(key) instanceof byte[] text
        ? Optional.of(new String(text, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  private int whole(String key, @Nullable Integer otherwise) {
    Object value = head.metadata().get("phi3." + key);
    if (value instanceof Integer || value instanceof Long || value instanceof Short) {
      return Math.toIntExact(((Number) value).longValue());
    }
    if (value == null && otherwise != null) {
      return otherwise;
    }
    throw bad("should have a whole number phi3.%s", key);
  }

  private double number(String key, double otherwise) {
    Object value = head.metadata().get("phi3." + key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Float || value instanceof Double) {
      return ((Number) value).doubleValue();
    }
    throw bad("should have a number phi3.%s", key);
  }

  @FormatMethod
  private ModelException bad(String problem, @Nullable Object... arguments) {
    return new ModelException(file.path() + " " + String.format(problem, arguments));
  }
}
