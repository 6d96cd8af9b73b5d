/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Users' requests about their own profiles: export, correct, forget. Start at {@link
 * dev.edgewise.recommend.privacy.PrivacyRequests}.
 */
@NullMarked
package dev.edgewise.recommend.privacy;

import org.jspecify.annotations.NullMarked;
