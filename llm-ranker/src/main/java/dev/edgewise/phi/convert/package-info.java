/* SPDX-License-Identifier: Apache-2.0 */
/**
 * From models as people have them to archives: a {@link dev.edgewise.phi.convert.ModelSource} reads
 * a Hugging Face directory, a GGUF file or an archive row by row, and {@link
 * dev.edgewise.phi.convert.Import} writes what it reads. Nothing here needs libtorch.
 */
@NullMarked
package dev.edgewise.phi.convert;

import org.jspecify.annotations.NullMarked;
