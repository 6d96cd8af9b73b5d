/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Model archives on disk. Start at {@link dev.edgewise.phi.archive.PhiArchive}, which writes and
 * checks an archive without Python. The text of the TorchScript modules stands among the resources.
 */
@NullMarked
package dev.edgewise.phi.archive;

import org.jspecify.annotations.NullMarked;
