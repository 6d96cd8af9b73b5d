/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.fit;

/** There is too little feedback to fit weights; the message tells how much is needed. */
public final class TooLittleFeedbackException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooLittleFeedbackException(String message) {
    super(message);
  }
}
