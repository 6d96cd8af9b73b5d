/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

/** The names of what is kept in Redis; what belongs together has one hash tag. */
final class Keys {
  private Keys() {}

  /**
   * Keys have a hash in the user's place: an id can neither end nor shift the hash tag, and who
   * reads the names of keys learns of nobody.
   */
  static String ofUser(String user, String name) {
    return "edgewise:{" + Digests.user(user) + "}:" + name;
  }

  /** The keys of the user's documents, which an erasure takes away. */
  static String documents(String user) {
    return ofUser(user, "documents");
  }

  /** How far a partition of a log has been applied. */
  static String checkpoint(String topicId, int partition) {
    return "edgewise:{log:" + topicId + "/" + partition + "}:checkpoint";
  }

  /** The versions of a document that is nobody's. */
  static String versions(String document) {
    return "edgewise:{doc:" + document + "}:versions";
  }

  /** Which of the versions is current. */
  static String current(String document) {
    return "edgewise:{doc:" + document + "}:current";
  }
}
