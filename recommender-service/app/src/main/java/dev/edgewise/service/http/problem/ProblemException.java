/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.problem;

/** Ends a request, which gets a problem as its response. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  public ProblemException(Problem.Kind kind, String detail) {
    this(kind.of(detail));
  }

  public Problem problem() {
    return problem;
  }
}
