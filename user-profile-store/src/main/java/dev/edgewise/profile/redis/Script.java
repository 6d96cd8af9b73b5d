/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A Lua script, called by its digest and sent whole only to a Redis that doesn't know it yet. */
final class Script {
  private final String text;
  private final String digest;
  private final ScriptOutputType output;

  Script(ScriptOutputType output, String... lines) {
    this.text = String.join("\n", lines);
    this.digest = Digests.sha1Hex(text.getBytes(StandardCharsets.US_ASCII));
    this.output = output;
  }

  <T> CompletableFuture<T> run(
      RedisClusterAsyncCommands<String, byte[]> commands, String[] keys, byte[]... arguments) {
    return commands
        .<T>evalsha(digest, output, keys, arguments)
        .handle((done, failure) -> {
          if (failure == null) {
            return CompletableFuture.completedFuture(done);
          }
          if (Failures.cause(failure) instanceof RedisNoScriptException) {
            return commands.<T>eval(text, output, keys, arguments).toCompletableFuture();
          }
          return Failures.<T>future(failure);
        })
        .thenCompose(Function.identity())
        .toCompletableFuture();
  }
}
