/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import dev.edgewise.phi.token.ModelException;

/** Too much waits for the model already; nothing was begun. */
public final class ModelBusyException extends ModelException {
  private static final long serialVersionUID = 1L;

  ModelBusyException(int waiting) {
    super("The model is busy: " + waiting + " calls of this priority wait already");
  }
}
