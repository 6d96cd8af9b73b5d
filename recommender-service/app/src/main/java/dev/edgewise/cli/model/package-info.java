/* SPDX-License-Identifier: Apache-2.0 */
/**
 * {@code ./edgewise model}: imports, inspects and measures model archives. Start at {@link
 * dev.edgewise.cli.model.ModelCommand}.
 */
@NullMarked
package dev.edgewise.cli.model;

import org.jspecify.annotations.NullMarked;
