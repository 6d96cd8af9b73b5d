/* SPDX-License-Identifier: Apache-2.0 */
/**
 * People with a history for a demo to show: {@link dev.edgewise.service.readers.Readers} picks them
 * by how far their tastes lie apart. Outside a demo nobody is listed.
 */
@NullMarked
package dev.edgewise.service.readers;

import org.jspecify.annotations.NullMarked;
