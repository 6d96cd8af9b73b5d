/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Model archives on disk: a TorchScript module, its tokenizer and its card, written without Python.
 * Start at {@link dev.edgewise.phi.archive.PhiArchive}.
 */
@NullMarked
package dev.edgewise.phi.archive;

import org.jspecify.annotations.NullMarked;
