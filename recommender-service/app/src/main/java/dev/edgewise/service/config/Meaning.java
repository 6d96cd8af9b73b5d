/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The meaning of a setting or of a group of settings. The command line, the messages about wrong
 * values and {@code docs/configuration.md} read it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Meaning {
  /** One or more sentences, in Markdown. */
  String value();

  /** Whether the value must never be shown. */
  boolean secret() default false;

  /** The form of a text or path, or of each element of a list. */
  Form form() default Form.ANY;

  /** The smallest valid number, number of milliseconds or number of bytes. */
  double from() default Double.NEGATIVE_INFINITY;

  /** The largest valid number. */
  double to() default Double.POSITIVE_INFINITY;
}
