/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What people ask about their own profiles: {@link dev.edgewise.service.rights.Rights} sends it the
 * way of all events, and says when it has taken effect; {@link dev.edgewise.service.rights.Export}
 * is all that is kept of one person.
 */
@NullMarked
package dev.edgewise.service.rights;

import org.jspecify.annotations.NullMarked;
