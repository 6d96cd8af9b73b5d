/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.option;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads times of options. */
public final class TimeConverter implements ITypeConverter<Instant> {
  @Override
  public Instant convert(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "must be a time as 2026-01-31T12:00:00Z, not '" + text + "'");
    }
  }
}
