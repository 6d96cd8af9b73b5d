/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

/** Ends a request, which gets a problem as its response. */
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  ProblemException(Problem.Kind kind, String detail) {
    this(kind.of(detail));
  }

  Problem problem() {
    return problem;
  }
}
