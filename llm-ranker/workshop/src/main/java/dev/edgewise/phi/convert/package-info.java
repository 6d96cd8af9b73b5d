/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The import of GGUF files, Hugging Face directories and archives into new archives; it needs no
 * libtorch and never runs on a device. Start at {@link dev.edgewise.phi.convert.ModelImport}.
 */
@NullMarked
package dev.edgewise.phi.convert;

import org.jspecify.annotations.NullMarked;
