/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.faults;

import java.io.IOException;

/**
 * Something that goes wrong while events flow. It leaves behind servers that answer; that the
 * profiles are right afterwards is not its business.
 */
interface Fault {
  /** Does it, and notes on the stage what it did. */
  void strike(Stage stage) throws IOException, InterruptedException;
}
