/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.rerank;

/** A rerank request that can't be answered. */
public final class BadRerankException extends Exception {
  private static final long serialVersionUID = 1L;

  private final RerankFailure.Fault fault;

  BadRerankException(RerankFailure.Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  /** The kind of fault, which decides the response's status. */
  public RerankFailure.Fault fault() {
    return fault;
  }
}
