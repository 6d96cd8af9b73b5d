/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The sources of candidates, one class each. Start at {@link
 * dev.edgewise.recommend.candidates.source.CandidateSource}; {@link
 * dev.edgewise.recommend.candidates.source.Sources} lists all sources.
 */
@NullMarked
package dev.edgewise.recommend.candidates.source;

import org.jspecify.annotations.NullMarked;
