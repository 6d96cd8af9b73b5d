/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The tokenizer, which turns text into token ids and back, and the GGUF files that hold its
 * vocabulary. Start at {@link dev.edgewise.phi.token.Tokenizer}.
 */
@NullMarked
package dev.edgewise.phi.token;

import org.jspecify.annotations.NullMarked;
