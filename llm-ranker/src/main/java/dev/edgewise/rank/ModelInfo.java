/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

/**
 * The identity of the model that ranks.
 *
 * @param name the archive's name, or {@code none}
 * @param trained whether its weights were trained; the scores of an untrained model mean nothing
 * @param hash SHA-256 of code and weights in hexadecimal; empty without a model
 * @param prompt version of the prompt that it reads; empty without a model
 * @param kernel what computes it on this machine, for example "avx512"; empty without a model
 */
public record ModelInfo(String name, boolean trained, String hash, String prompt, String kernel) {
  /** No model: the first stage decides. */
  public static final ModelInfo NONE = new ModelInfo("none", false, "", "", "");
}
