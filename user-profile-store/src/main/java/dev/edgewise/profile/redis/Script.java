/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.Base16;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** A Lua script. It is called by its SHA-1 digest, and sent to a Redis that does not know it. */
final class Script {
  private final String text;
  private final String digest;
  private final ScriptOutputType output;

  Script(ScriptOutputType output, String... lines) {
    this.text = String.join("\n", lines);
    this.digest = Base16.digest(ascii(text));
    this.output = output;
  }

  /** Returns the ASCII form of a number or text, as scripts take it. */
  static byte[] ascii(Object value) {
    return String.valueOf(value).getBytes(StandardCharsets.US_ASCII);
  }

  <T> CompletableFuture<T> run(
      RedisClusterAsyncCommands<String, byte[]> commands, String[] keys, byte[]... arguments) {
    return commands
        .<T>evalsha(digest, output, keys, arguments)
        .handle((done, failure) -> {
          if (failure == null) {
            return CompletableFuture.completedFuture(done);
          }
          if (Connections.cause(failure) instanceof RedisNoScriptException) {
            return commands.<T>eval(text, output, keys, arguments).toCompletableFuture();
          }
          throw new CompletionException(Connections.cause(failure));
        })
        .thenCompose(Function.identity())
        .toCompletableFuture();
  }
}
