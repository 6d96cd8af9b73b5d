/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.serve;

import dev.edgewise.load.process.BareServer;
import io.vertx.core.buffer.Buffer;

/**
 * A program that answers each HTTP request with the same bytes, as many as a list has. It answers
 * each line with its port.
 */
final class EmptyEndpoint {
  private EmptyEndpoint() {}

  /** Argument: the number of bytes in an answer. */
  public static void main(String[] args) throws Exception {
    Buffer answer = Buffer.buffer(new byte[Integer.parseInt(args[0])]);
    BareServer.run(request -> request.response().end(answer));
    System.exit(0);
  }
}
