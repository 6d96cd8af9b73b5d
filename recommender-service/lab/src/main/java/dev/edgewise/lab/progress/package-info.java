/* SPDX-License-Identifier: Apache-2.0 */
/** Reports how far long work is. Start at {@link dev.edgewise.lab.progress.Progress}. */
@NullMarked
package dev.edgewise.lab.progress;

import org.jspecify.annotations.NullMarked;
