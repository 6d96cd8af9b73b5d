/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load;

import dev.edgewise.phi.archive.PhiShape;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
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
 * Writes a GGUF file of random Q4_0 weights in a true shape, with a vocabulary of bare numbers:
 * what both sides of a comparison load.
 */
final class RandomGguf {
  private static final int F32 = 0;
  private static final int Q4_0 = 2;
  private static final int ALIGNMENT = 32;
  private static final int BLOCK_VALUES = 32;
  private static final int BLOCK_BYTES = 18;

  private final PhiShape shape;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private final List<Tensor> tensors = new ArrayList<>();

  private record Tensor(String name, int rows, int columns, int type) {
    long bytes() {
      long values = (long) rows * columns;
      return type == F32 ? 4 * values : values / BLOCK_VALUES * BLOCK_BYTES;
    }

    long padded() {
      return (bytes() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
  }

  private RandomGguf(PhiShape shape) {
    this.shape = shape;
    layOut();
  }

  static void write(Path file, PhiShape shape) throws IOException {
    new RandomGguf(shape).write(file);
  }

  private void layOut() {
    int hidden = shape.hidden();
    int kv = shape.kvHeads() * shape.headWidth();
    tensors.add(new Tensor("token_embd.weight", shape.vocab(), hidden, Q4_0));
    for (int layer = 0; layer < shape.layers(); layer++) {
      String at = "blk." + layer + ".";
      tensors.add(new Tensor(at + "attn_norm.weight", 1, hidden, F32));
      tensors.add(new Tensor(at + "attn_qkv.weight", hidden + 2 * kv, hidden, Q4_0));
      tensors.add(new Tensor(at + "attn_output.weight", hidden, hidden, Q4_0));
      tensors.add(new Tensor(at + "ffn_norm.weight", 1, hidden, F32));
      tensors.add(new Tensor(at + "ffn_up.weight", 2 * shape.ffn(), hidden, Q4_0));
      tensors.add(new Tensor(at + "ffn_down.weight", hidden, shape.ffn(), Q4_0));
    }
    tensors.add(new Tensor("output_norm.weight", 1, hidden, F32));
    tensors.add(new Tensor("output.weight", shape.vocab(), hidden, Q4_0));
  }

  private void write(Path file) throws IOException {
    raw("GGUF".getBytes(StandardCharsets.US_ASCII)).number(4, 3);
    number(8, tensors.size()).number(8, 18);
    text("general.architecture", "phi3").text("general.name", "random");
    whole("general.file_type", Q4_0);
    whole("phi3.context_length", shape.context());
    whole("phi3.rope.scaling.original_context_length", shape.context());
    whole("phi3.embedding_length", shape.hidden());
    whole("phi3.feed_forward_length", shape.ffn());
    whole("phi3.block_count", shape.layers());
    whole("phi3.attention.head_count", shape.heads());
    whole("phi3.attention.head_count_kv", shape.kvHeads());
    whole("phi3.rope.dimension_count", shape.rotary());
    whole("phi3.attention.sliding_window", shape.window());
    key("phi3.attention.layer_norm_rms_epsilon", 6).number(4, Float.floatToIntBits(1e-5f));
    key("phi3.rope.freq_base", 6).number(4, Float.floatToIntBits((float) shape.ropeTheta()));
    vocabulary();
    long offset = 0;
    for (Tensor tensor : tensors) {
      string(tensor.name).number(4, tensor.type == F32 ? 1 : 2).number(8, tensor.columns);
      if (tensor.type != F32) {
        number(8, tensor.rows);
      }
      number(4, tensor.type).number(8, offset);
      offset += tensor.padded();
    }
    while (head.size() % ALIGNMENT != 0) {
      head.write(0);
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      head.writeTo(out);
      SplittableRandom random = new SplittableRandom(1);
      for (Tensor tensor : tensors) {
        out.write(tensor.type == F32 ? ones(tensor) : new byte[0]);
        if (tensor.type != F32) {
          blocks(tensor, random, out);
        }
        out.write(new byte[(int) (tensor.padded() - tensor.bytes())]);
      }
    }
  }

  private void vocabulary() {
    text("tokenizer.ggml.model", "llama");
    key("tokenizer.ggml.tokens", 9).number(4, 8).number(8, shape.vocab());
    for (int id = 0; id < shape.vocab(); id++) {
      boolean isByte = id >= 3 && id < 259;
      string(isByte ? "<0x%02X>".formatted(id - 3) : id == 0 ? "<unk>" : "t" + id);
    }
    key("tokenizer.ggml.scores", 9).number(4, 6).number(8, shape.vocab());
    for (int id = 0; id < shape.vocab(); id++) {
      number(4, Float.floatToIntBits(-id));
    }
    key("tokenizer.ggml.token_type", 9).number(4, 5).number(8, shape.vocab());
    for (int id = 0; id < shape.vocab(); id++) {
      number(4, id == 0 ? 2 : id < 3 ? 3 : id < 259 ? 6 : 1);
    }
  }

  private static byte[] ones(Tensor tensor) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * tensor.columns).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      bytes.putFloat(1);
    }
    return bytes.array();
  }

  /**
   * Nibbles evenly from 0 to 15, so a deviation of 4.6 steps; the step makes it 1/sqrt(3 hidden).
   */
  private void blocks(Tensor tensor, SplittableRandom random, OutputStream out) throws IOException {
    double deviation = tensor.rows == shape.vocab() ? 0.02 : 1 / Math.sqrt(3.0 * shape.hidden());
    short scale = Float.floatToFloat16((float) (deviation / 4.6));
    long left = tensor.bytes() / BLOCK_BYTES;
    ByteBuffer blocks = ByteBuffer.allocate(BLOCK_BYTES << 14).order(ByteOrder.LITTLE_ENDIAN);
    while (left > 0) {
      blocks.clear();
      for (; left > 0 && blocks.hasRemaining(); left--) {
        blocks.putShort(scale).putLong(random.nextLong()).putLong(random.nextLong());
      }
      out.write(blocks.array(), 0, blocks.position());
    }
  }

  private RandomGguf whole(String name, int value) {
    return key(name, 4).number(4, value);
  }

  private RandomGguf text(String name, String value) {
    return key(name, 8).string(value);
  }

  private RandomGguf key(String name, int type) {
    return string(name).number(4, type);
  }

  private RandomGguf string(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return number(8, bytes.length).raw(bytes);
  }

  private RandomGguf number(int size, long value) {
    byte[] all = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    head.write(all, 0, size);
    return this;
  }

  private RandomGguf raw(byte[] bytes) {
    head.writeBytes(bytes);
    return this;
  }
}
