/* SPDX-License-Identifier: Apache-2.0 */
/** Renders reports and cards. Start at {@link dev.edgewise.lab.template.Templates}. */
@NullMarked
package dev.edgewise.lab.template;

import org.jspecify.annotations.NullMarked;
