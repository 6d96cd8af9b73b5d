/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Users' requests about their own profiles. Start at {@link
 * dev.edgewise.recommend.privacy.PrivacyRequests} for corrections and erasure, and at {@link
 * dev.edgewise.recommend.privacy.PersonalDataExport} for the export.
 */
@NullMarked
package dev.edgewise.recommend.privacy;

import org.jspecify.annotations.NullMarked;
