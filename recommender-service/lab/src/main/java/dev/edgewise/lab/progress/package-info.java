/* SPDX-License-Identifier: Apache-2.0 */
/** Reports the progress of long jobs. Start at {@link dev.edgewise.lab.progress.Progress}. */
@NullMarked
package dev.edgewise.lab.progress;

import org.jspecify.annotations.NullMarked;
