/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import dev.edgewise.profile.codec.ProfileCodec;
import dev.edgewise.profile.document.DocumentNames;
import dev.edgewise.profile.document.DocumentStore;
import io.lettuce.core.ScriptOutputType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Documents in Redis (6.2 or later, standalone or cluster). A user's document is a string value
 * that expires; its key has the same hash tag as the profile's. The versions of a shared document
 * are a hash of number to bytes, with the current number beside it; scripts make each change one
 * atomic step. Connects at the first use, and again after an outage. Thread-safe.
 */
public final class RedisDocumentStore implements DocumentStore {
  private static final Script APPEND =
      new Script(
          ScriptOutputType.INTEGER,
          "local last = 0",
          "local first = nil",
          "for _, key in ipairs(redis.call('HKEYS', KEYS[1])) do",
          "  local number = tonumber(key)",
          "  last = math.max(last, number)",
          "  first = math.min(first or number, number)",
          "end",
          "redis.call('HSET', KEYS[1], last + 1, ARGV[1])",
          "redis.call('SET', KEYS[2], last + 1)",
          "if redis.call('HLEN', KEYS[1]) > tonumber(ARGV[2]) then",
          "  redis.call('HDEL', KEYS[1], first)",
          "end",
          "return last + 1");

  /**
   * Stores nothing after an erasure, so that no document outlives the profile it was made from. Now
   * and then removes expired keys from the set of a user's keys, which would grow otherwise.
   */
  private static final Script PUT =
      new Script(
          ScriptOutputType.INTEGER,
          "local flags = redis.call('GETRANGE', KEYS[1], ARGV[1], ARGV[1])",
          "if flags == '' then flags = redis.call('GETRANGE', KEYS[4], ARGV[1], ARGV[1]) end",
          "if flags ~= '' and string.byte(flags) % 2 == 1 then return 0 end",
          "redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])",
          "local fresh = redis.call('SADD', KEYS[3], KEYS[2]) == 1",
          "if fresh and redis.call('SCARD', KEYS[3]) % 64 == 0 then",
          "  for _, key in ipairs(redis.call('SMEMBERS', KEYS[3])) do",
          "    if redis.call('EXISTS', key) == 0 then redis.call('SREM', KEYS[3], key) end",
          "  end",
          "end",
          "if redis.call('PTTL', KEYS[3]) < tonumber(ARGV[3]) then",
          "  redis.call('PEXPIRE', KEYS[3], ARGV[3])",
          "end",
          "return 1");

  private static final Script CURRENT =
      new Script(
          ScriptOutputType.MULTI,
          "local number = redis.call('GET', KEYS[2])",
          "if not number then return {} end",
          "local document = redis.call('HGET', KEYS[1], number)",
          "if not document then return {} end",
          "return {number, document}");

  private static final Script MAKE_CURRENT =
      new Script(
          ScriptOutputType.MULTI,
          "local document = redis.call('HGET', KEYS[1], ARGV[1])",
          "if not document then return {} end",
          "redis.call('SET', KEYS[2], ARGV[1])",
          "return {ARGV[1], document}");

  private final Connections connections;

  /**
   * A store that will connect to this server.
   *
   * @param uri in Lettuce's form, for example {@code redis://user:secret@localhost:6379/0}
   * @param timeout the limit for one command
   * @throws IllegalArgumentException when the URI is not valid
   */
  public RedisDocumentStore(String uri, Duration timeout) {
    this.connections = new Connections(uri, timeout);
  }

  @Override
  public CompletableFuture<byte @Nullable []> getAsync(String user, String name) {
    DocumentNames.checkOfUser(name);
    String key = Keys.ofUser(user, name);
    return connections
        .commands()
        .thenCompose(commands -> commands.get(key))
        .handle((value, failure) -> {
          if (failure != null) {
            throw connections.failed("read a document", failure);
          }
          return value;
        });
  }

  @Override
  public CompletableFuture<Void> putAsync(
      String user, String name, byte[] value, Duration timeToLive) {
    DocumentNames.checkOfUser(name);
    String[] keys = {
      Keys.profile(user), Keys.ofUser(user, name), Keys.documents(user), Keys.earlierProfile(user)
    };
    byte[] flags = Script.ascii(ProfileCodec.FLAGS);
    byte[] millis = Script.ascii(DocumentNames.millis(timeToLive));
    return connections
        .commands()
        .thenCompose(commands -> PUT.<Long>run(commands, keys, flags, value, millis))
        .thenAccept(done -> {})
        .exceptionally(failure -> {
          throw connections.failed("store a document", failure);
        });
  }

  @Override
  public long append(String name, byte[] document) {
    String[] keys = keys(name);
    byte[] kept = Script.ascii(VERSIONS_KEPT);
    return connections.await(
        "add a version", commands -> APPEND.<Long>run(commands, keys, document, kept));
  }

  @Override
  public Optional<Versioned> current(String name) {
    String[] keys = keys(name);
    return versioned(
        connections.await(
            "read the current version", commands -> CURRENT.<List<byte[]>>run(commands, keys)));
  }

  @Override
  public Optional<Versioned> version(String name, long version) {
    String key = keys(name)[0];
    byte[] document =
        connections.await("read a version", commands -> commands.hget(key, Long.toString(version)));
    return document == null ? Optional.empty() : Optional.of(new Versioned(version, document));
  }

  @Override
  public Optional<Versioned> makeCurrent(String name, long version) {
    String[] keys = keys(name);
    return versioned(
        connections.await(
            "make a version current",
            commands -> MAKE_CURRENT.<List<byte[]>>run(commands, keys, Script.ascii(version))));
  }

  @Override
  public List<Versioned> versions(String name) {
    String key = keys(name)[0];
    Map<String, byte[]> stored =
        connections.await("read the versions", commands -> commands.hgetall(key));
    List<Versioned> all = new ArrayList<>();
    stored.forEach((number, document) -> all.add(new Versioned(Long.parseLong(number), document)));
    all.sort(Comparator.comparingLong(Versioned::version).reversed());
    return all;
  }

  @Override
  public void close() {
    connections.close();
  }

  private static String[] keys(String name) {
    DocumentNames.check(name);
    return new String[] {Keys.versions(name), Keys.current(name)};
  }

  private static Optional<Versioned> versioned(List<byte[]> numberAndDocument) {
    if (numberAndDocument.isEmpty()) {
      return Optional.empty();
    }
    String number = new String(numberAndDocument.get(0), StandardCharsets.US_ASCII);
    return Optional.of(new Versioned(Long.parseLong(number), numberAndDocument.get(1)));
  }
}
