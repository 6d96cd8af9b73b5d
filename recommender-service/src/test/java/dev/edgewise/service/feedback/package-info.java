/* SPDX-License-Identifier: Apache-2.0 */
/** Tests of attribution, measures and fitting. */
@NullMarked
package dev.edgewise.service.feedback;

import org.jspecify.annotations.NullMarked;
