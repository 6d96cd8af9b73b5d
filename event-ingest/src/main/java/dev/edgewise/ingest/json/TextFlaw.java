/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.json;

import org.jspecify.annotations.Nullable;

/** What makes a text from outside unfit for ids and messages. */
final class TextFlaw {
  private TextFlaw() {}

  /** The rule that a text breaks; null when it is plain. */
  static @Nullable String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (Character.isISOControl(character)) {
        return "must not contain control characters";
      }
      if (Character.isSurrogate(character)
          && (++i == text.length() || !Character.isSurrogatePair(character, text.charAt(i)))) {
        return "must be well-formed Unicode";
      }
    }
    return null;
  }
}
