/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

/** The names of what is kept in Redis; what belongs together has one hash tag. */
final class Keys {
  private Keys() {}

  /** The user is data: braces are escaped, so that no id can end or shift the hash tag. */
  static String ofUser(String user, String name) {
    String tag = user.replace("%", "%25").replace("{", "%7B").replace("}", "%7D");
    return "edgewise:{" + tag + "}:" + name;
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
