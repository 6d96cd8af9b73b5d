/* SPDX-License-Identifier: Apache-2.0 */
/** Options and checks that several commands share. */
@NullMarked
package dev.edgewise.cli.option;

import org.jspecify.annotations.NullMarked;
