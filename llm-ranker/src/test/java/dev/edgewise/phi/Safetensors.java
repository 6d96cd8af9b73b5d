/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Reads the 32-bit tensors of safetensors files: enough for the reference models. */
final class Safetensors {
  private final Map<String, float[]> tensors = new HashMap<>();

  Safetensors add(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    byte[] head = new byte[(int) bytes.getLong()];
    bytes.get(head);
    int data = bytes.position();
    JsonObject json =
        JsonParser.parseString(new String(head, StandardCharsets.UTF_8)).getAsJsonObject();
    json.remove("__metadata__");
    json.entrySet()
        .forEach(tensor -> {
          JsonObject entry = tensor.getValue().getAsJsonObject();
          JsonArray offsets = entry.getAsJsonArray("data_offsets");
          int from = offsets.get(0).getAsInt();
          float[] values = new float[(offsets.get(1).getAsInt() - from) / Float.BYTES];
          bytes
              .slice(data + from, values.length * Float.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .asFloatBuffer()
              .get(values);
          tensors.put(tensor.getKey(), values);
        });
    return this;
  }

  /** The weights of a Phi-3 model under the names of its Hugging Face directory. */
  Weights phi3() {
    return Weights.whole(weight -> tensors.get(huggingFaceName(weight.name())));
  }

  private static String huggingFaceName(String name) {
    String[] parts = name.split("_", 2);
    return switch (name) {
      case "embed" -> "model.embed_tokens.weight";
      case "norm" -> "model.norm.weight";
      case "head" -> "lm_head.weight";
      default -> "model.layers." + parts[0].substring(5) + "." + inLayer(parts[1]) + ".weight";
    };
  }

  private static String inLayer(String name) {
    return switch (name) {
      case "norm" -> "input_layernorm";
      case "qkv" -> "self_attn.qkv_proj";
      case "out" -> "self_attn.o_proj";
      case "ffn_norm" -> "post_attention_layernorm";
      case "gate_up" -> "mlp.gate_up_proj";
      case "down" -> "mlp.down_proj";
      default -> throw new IllegalArgumentException(name);
    };
  }
}
