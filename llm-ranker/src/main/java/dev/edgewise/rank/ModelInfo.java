/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

/**
 * Which model ranks.
 *
 * @param name the archive's name, or {@code none}
 * @param trained whether its weights were trained: an untrained one's scores mean nothing
 * @param hash SHA-256 of code and weights in hexadecimal; empty for none
 * @param prompt version of the prompt that it reads; empty for none
 */
public record ModelInfo(String name, boolean trained, String hash, String prompt) {
  /** No model: the first stage decides. */
  public static final ModelInfo NONE = new ModelInfo("none", false, "", "");
}
