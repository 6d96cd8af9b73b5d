/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Counts what the lines of the files hold, with the first place of each kind. Start at {@link
 * dev.edgewise.lab.check.survey.ItemSurvey}.
 */
@NullMarked
package dev.edgewise.lab.check.survey;

import org.jspecify.annotations.NullMarked;
