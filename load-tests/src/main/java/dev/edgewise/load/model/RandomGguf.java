/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.model;

import dev.edgewise.phi.archive.PhiShape;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Writes a GGUF file of random Q4_0 weights in the shape of a real Phi-3 model, with a vocabulary
 * of numbered tokens. Other engines can load the same file.
 */
final class RandomGguf {
  private static final int F32 = 0;
  private static final int Q4_0 = 2;
  private static final int ALIGNMENT = 32;
  private static final int BLOCK_VALUES = 32;
  private static final int BLOCK_BYTES = 18;

  private final PhiShape shape;
  private final ByteBuffer head;
  private final List<GgufTensor> tensors = new ArrayList<>();

  /** A matrix in Q4_0, or a norm, which is one row of floats. */
  private record GgufTensor(String name, int rows, int columns) {
    boolean norm() {
      return rows == 1;
    }

    int bytes() {
      return norm() ? 4 * columns : (int) ((long) rows * columns / BLOCK_VALUES) * BLOCK_BYTES;
    }

    int padding() {
      return Math.floorMod(-bytes(), ALIGNMENT);
    }
  }

  private RandomGguf(PhiShape shape) {
    this.shape = shape;
    this.head = ByteBuffer.allocate((1 << 20) + 64 * shape.vocab()).order(ByteOrder.LITTLE_ENDIAN);
    addTensors();
  }

  static void write(Path file, PhiShape shape) throws IOException {
    new RandomGguf(shape).write(file);
  }

  private void addTensors() {
    int hidden = shape.hidden();
    int keys = shape.kvHeads() * shape.headWidth();
    tensors.add(new GgufTensor("token_embd.weight", shape.vocab(), hidden));
    for (int layer = 0; layer < shape.layers(); layer++) {
      String block = "blk." + layer + ".";
      tensors.add(new GgufTensor(block + "attn_norm.weight", 1, hidden));
      tensors.add(new GgufTensor(block + "attn_qkv.weight", hidden + 2 * keys, hidden));
      tensors.add(new GgufTensor(block + "attn_output.weight", hidden, hidden));
      tensors.add(new GgufTensor(block + "ffn_norm.weight", 1, hidden));
      tensors.add(new GgufTensor(block + "ffn_up.weight", 2 * shape.ffn(), hidden));
      tensors.add(new GgufTensor(block + "ffn_down.weight", hidden, shape.ffn()));
    }
    tensors.add(new GgufTensor("output_norm.weight", 1, hidden));
    tensors.add(new GgufTensor("output.weight", shape.vocab(), hidden));
  }

  private void write(Path file) throws IOException {
    writeMetadata();
    writeVocabulary();
    writeTensors();
    SplittableRandom random = new SplittableRandom(1);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      out.write(head.array(), 0, head.position());
      for (GgufTensor tensor : tensors) {
        writeWeights(tensor, random, out);
        out.write(new byte[tensor.padding()]);
      }
    }
  }

  private void writeMetadata() {
    head.put("GGUF".getBytes(StandardCharsets.US_ASCII)).putInt(3);
    head.putLong(tensors.size()).putLong(18);
    text(key("general.architecture", 8), "phi3");
    text(key("general.name", 8), "random");
    key("general.file_type", 4).putInt(Q4_0);
    key("phi3.context_length", 4).putInt(shape.context());
    key("phi3.rope.scaling.original_context_length", 4).putInt(shape.context());
    key("phi3.embedding_length", 4).putInt(shape.hidden());
    key("phi3.feed_forward_length", 4).putInt(shape.ffn());
    key("phi3.block_count", 4).putInt(shape.layers());
    key("phi3.attention.head_count", 4).putInt(shape.heads());
    key("phi3.attention.head_count_kv", 4).putInt(shape.kvHeads());
    key("phi3.rope.dimension_count", 4).putInt(shape.rotary());
    key("phi3.attention.sliding_window", 4).putInt(shape.window());
    key("phi3.attention.layer_norm_rms_epsilon", 6).putFloat(1e-5f);
    key("phi3.rope.freq_base", 6).putFloat((float) shape.ropeTheta());
  }

  private void writeVocabulary() {
    text(key("tokenizer.ggml.model", 8), "llama");
    key("tokenizer.ggml.tokens", 9).putInt(8).putLong(shape.vocab());
    for (int id = 0; id < shape.vocab(); id++) {
      boolean isByte = id >= 3 && id < 259;
      text(head, isByte ? "<0x%02X>".formatted(id - 3) : id == 0 ? "<unk>" : "t" + id);
    }
    key("tokenizer.ggml.scores", 9).putInt(6).putLong(shape.vocab());
    for (int id = 0; id < shape.vocab(); id++) {
      head.putFloat(-id);
    }
    key("tokenizer.ggml.token_type", 9).putInt(5).putLong(shape.vocab());
    for (int id = 0; id < shape.vocab(); id++) {
      head.putInt(id == 0 ? 2 : id < 3 ? 3 : id < 259 ? 6 : 1);
    }
  }

  private void writeTensors() {
    long offset = 0;
    for (GgufTensor tensor : tensors) {
      text(head, tensor.name).putInt(tensor.norm() ? 1 : 2).putLong(tensor.columns);
      if (!tensor.norm()) {
        head.putLong(tensor.rows);
      }
      head.putInt(tensor.norm() ? F32 : Q4_0).putLong(offset);
      offset += tensor.bytes() + tensor.padding();
    }
    head.put(new byte[Math.floorMod(-head.position(), ALIGNMENT)]);
  }

  private ByteBuffer key(String name, int type) {
    return text(head, name).putInt(type);
  }

  private static ByteBuffer text(ByteBuffer to, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return to.putLong(bytes.length).put(bytes);
  }

  /**
   * Writes ones for a norm. In a matrix the 16 values of 4 bits deviate by 4.6 steps, and the step
   * makes that 1 / sqrt(3 hidden).
   */
  private void writeWeights(GgufTensor tensor, SplittableRandom random, OutputStream out)
      throws IOException {
    double deviation = tensor.rows == shape.vocab() ? 0.02 : 1 / Math.sqrt(3.0 * shape.hidden());
    short scale = Float.floatToFloat16((float) (deviation / 4.6));
    ByteBuffer weights = ByteBuffer.allocate(tensor.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    while (weights.hasRemaining()) {
      if (tensor.norm()) {
        weights.putFloat(1);
      } else {
        weights.putShort(scale).putLong(random.nextLong()).putLong(random.nextLong());
      }
    }
    out.write(weights.array());
  }
}
