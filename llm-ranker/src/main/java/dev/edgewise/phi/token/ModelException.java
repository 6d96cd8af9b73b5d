/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.token;

import com.google.errorprone.annotations.FormatMethod;

/** Thrown when a model file can't be used, or when a call exceeds a limit of the model. */
public class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ModelException(String message) {
    super(message);
  }

  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }

  /** An exception whose message is formatted by {@link String#format(String, Object...)}. */
  @FormatMethod
  public static ModelException of(String format, Object... arguments) {
    return new ModelException(String.format(format, arguments));
  }
}
