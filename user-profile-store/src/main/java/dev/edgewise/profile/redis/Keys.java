/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import dev.edgewise.file.Sha256;
import java.util.Arrays;
import java.util.Base64;

/** The names of keys in Redis. Keys that one script uses together have the same hash tag. */
final class Keys {
  /** 96 bits of hash: two users among a billion collide with a probability of 10^-11. */
  private static final int USER_BYTES = 12;

  /** The version of the rules by which profiles are made; a new one makes all of them again. */
  private static final int RULES = 3;

  private Keys() {}

  /**
   * Returns a user's key. It contains a hash instead of the user's id, so that no id can break the
   * hash tag, and the names of keys reveal no users.
   */
  static String ofUser(String user, String name) {
    byte[] hash = Arrays.copyOf(Sha256.of(user), USER_BYTES);
    return "edgewise:{" + Base64.getUrlEncoder().encodeToString(hash) + "}:" + name;
  }

  /** Returns the key of the set of the user's document keys, which an erasure deletes. */
  static String documents(String user) {
    return ofUser(user, "documents");
  }

  /** Returns the key of a user's profile in the present format. */
  static String profile(String user) {
    return ofUser(user, "profile" + RULES);
  }

  /** Returns the key of a user's profile in the format before the present one. */
  static String earlierProfile(String user) {
    return ofUser(user, "profile");
  }

  /** Returns the key of the progress of profiles in the present format. */
  static String checkpoint(String topicId, int partition) {
    return earlierCheckpoint(topicId, partition) + RULES;
  }

  static String earlierCheckpoint(String topicId, int partition) {
    return "edgewise:{log:" + topicId + "/" + partition + "}:checkpoint";
  }

  /** Returns the key of what is read again because Redis lost it. */
  static String refill(String topicId, int partition) {
    return "edgewise:{log:" + topicId + "/" + partition + "}:refill";
  }

  static String versions(String document) {
    return "edgewise:{doc:" + document + "}:versions";
  }

  /** Returns the key of a shared document's current version number. */
  static String current(String document) {
    return "edgewise:{doc:" + document + "}:current";
  }
}
