/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.config;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The value of a setting in this process, without secrets.
 *
 * @param setting the name
 * @param variable the environment variable that sets it
 * @param value the value, with {@code ***} for what is secret; null without one
 * @param standard the default; null without one
 * @param origin {@code default}, {@code environment variable EDGEWISE_X}, {@code system property},
 *     or the path of a file
 * @param valid the valid values, for example {@code a number from 0 to 0.5}
 * @param meaning one or more sentences
 */
public record ConfiguredValue(
    String setting,
    String variable,
    @Nullable String value,
    @JsonProperty("default") @Nullable String standard,
    String origin,
    String valid,
    String meaning) {

  /** Whether the value differs from the default. */
  @JsonIgnore
  public boolean changed() {
    return value != null && !value.equals(standard);
  }

  /** The setting, its value and its origin in one line. */
  public String line() {
    return setting + (value == null ? " has no value" : " = " + value + " (" + origin + ")");
  }
}
