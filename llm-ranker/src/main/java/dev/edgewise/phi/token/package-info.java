/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Text to token ids and back. Start at {@link dev.edgewise.phi.token.Tokenizer}; {@link
 * dev.edgewise.phi.token.VocabularyFile} reads a vocabulary from a GGUF file.
 */
@NullMarked
package dev.edgewise.phi.token;

import org.jspecify.annotations.NullMarked;
