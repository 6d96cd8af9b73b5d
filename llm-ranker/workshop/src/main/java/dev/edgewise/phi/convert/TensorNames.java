/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.convert;

import java.util.HashMap;
import java.util.Map;

/** The names of the archive's weights in another file format. */
final class TensorNames {
  static final TensorNames GGUF =
      new TensorNames("blk.")
          .put("embed", "token_embd")
          .put("norm", "output_norm")
          .put("head", "output")
          .put("layer_norm", "attn_norm")
          .put("layer_qkv", "attn_qkv")
          .put("layer_out", "attn_output")
          .put("layer_ffn_norm", "ffn_norm")
          .put("layer_gate_up", "ffn_up")
          .put("layer_down", "ffn_down");

  static final TensorNames HUGGING_FACE =
      new TensorNames("model.layers.")
          .put("embed", "model.embed_tokens")
          .put("norm", "model.norm")
          .put("head", "lm_head")
          .put("layer_norm", "input_layernorm")
          .put("layer_qkv", "self_attn.qkv_proj")
          .put("layer_out", "self_attn.o_proj")
          .put("layer_ffn_norm", "post_attention_layernorm")
          .put("layer_gate_up", "mlp.gate_up_proj")
          .put("layer_down", "mlp.down_proj");

  private final String layers;
  private final Map<String, String> names = new HashMap<>();

  private TensorNames(String layers) {
    this.layers = layers;
  }

  private TensorNames put(String ours, String theirs) {
    names.put(ours, theirs);
    return this;
  }

  /** The other format's name of a weight. */
  String of(String weight) {
    String bare = weight.replaceFirst("^layer[0-9]+_", "layer_");
    String number = weight.replaceFirst("^layer([0-9]+)_.*", "$1");
    String in = bare.equals(weight) ? "" : layers + number + ".";
    return in + names.get(bare) + ".weight";
  }
}
