/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.token;

/** A model archive or tokenizer can't be used, or was asked for something beyond its limits. */
public class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ModelException(String message) {
    super(message);
  }

  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
