/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.token;

import ai.djl.util.Utils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The vocabulary of Phi-3-mini that this library bundles: a GGUF file without weights. */
public final class BundledVocabulary {
  static final String RESOURCE = "phi-3-vocab.gguf";

  private BundledVocabulary() {}

  /** The file's bytes. */
  public static byte[] bytes() {
    try (InputStream in =
        Objects.requireNonNull(BundledVocabulary.class.getResourceAsStream(RESOURCE))) {
      return Utils.toByteArray(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
