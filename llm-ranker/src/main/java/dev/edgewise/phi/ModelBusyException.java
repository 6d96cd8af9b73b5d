/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import dev.edgewise.phi.token.ModelException;

/** Thrown when too many calls wait for the model. The rejected call has computed nothing. */
public final class ModelBusyException extends ModelException {
  private static final long serialVersionUID = 1L;

  ModelBusyException(int waiting) {
    super("The model is busy: " + waiting + " calls of this priority wait already");
  }
}
