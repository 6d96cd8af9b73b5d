/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The languages of prompts, answers and reasons, one file each. Start with {@link
 * dev.edgewise.rank.language.Language}, which reads the files; to add a language, add its file.
 */
@NullMarked
package dev.edgewise.rank.language;

import org.jspecify.annotations.NullMarked;
