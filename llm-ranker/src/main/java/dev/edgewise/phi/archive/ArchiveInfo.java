/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.archive;

import org.jspecify.annotations.Nullable;

/**
 * The contents of an archive's {@code model.json}.
 *
 * @param format version of the archive format; only the newest can be loaded, older ones must be
 *     imported
 * @param card description of the model
 * @param precision storage of the matrices
 * @param originalContext the longest text, in tokens, for the plain rotary frequencies
 * @param ropeFactor factor of cosine and sine in the rotary embedding
 * @param modelHash SHA-256 of the module file, in hexadecimal
 * @param tokenizerHash SHA-256 of the tokenizer, in hexadecimal; null without a tokenizer
 */
public record ArchiveInfo(
    int format,
    ModelCard card,
    Precision precision,
    int originalContext,
    double ropeFactor,
    String modelHash,
    @Nullable String tokenizerHash) {
  /** Name of the module file in an archive. */
  static final String MODEL = "model.pt";

  /** Name of the tokenizer file in an archive. */
  static final String TOKENIZER = "tokenizer.gguf";
}
