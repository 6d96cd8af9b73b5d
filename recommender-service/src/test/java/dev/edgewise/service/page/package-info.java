/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The page as people meet it: a real browser drives the real demo. Start at {@link
 * dev.edgewise.service.page.PageIT}.
 */
@NullMarked
package dev.edgewise.service.page;

import org.jspecify.annotations.NullMarked;
