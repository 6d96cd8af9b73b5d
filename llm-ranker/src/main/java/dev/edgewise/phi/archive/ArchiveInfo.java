/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.archive;

import org.jspecify.annotations.Nullable;

/**
 * What an archive says of itself.
 *
 * @param format of the archive: only the newest can be loaded, older ones be imported
 * @param card of the model
 * @param precision of its matrices
 * @param originalContext the longest text in tokens that the plain rotary frequencies are for
 * @param ropeFactor what cosine and sine of the rotary embedding are multiplied with
 * @param modelHash SHA-256 of the module file, in hexadecimal
 * @param tokenizerHash the same of the tokenizer; null when the archive has none
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
