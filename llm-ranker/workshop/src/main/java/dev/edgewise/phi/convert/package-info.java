/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Imports models of other formats. Start at {@link dev.edgewise.phi.convert.ModelImport}, which
 * turns a GGUF file, a Hugging Face directory or an archive into an archive. It never runs on a
 * device and needs no libtorch.
 */
@NullMarked
package dev.edgewise.phi.convert;

import org.jspecify.annotations.NullMarked;
