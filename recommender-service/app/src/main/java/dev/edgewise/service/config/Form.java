/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.config;

import dev.edgewise.rank.reason.DisclosurePolicy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;

/** What a text or path of a setting, or each element of its list, must look like. */
enum Form {
  /** Whatever the type allows. */
  ANY(""),
  HOSTS(
      "names of hosts, separated by commas, each with a port or without, for example shop.test or"
          + " shop.test:8080"),
  SERVERS("host:port, or several of them separated by commas, for example localhost:9092"),
  REDIS(
      "an address like redis://user:secret@localhost:6379/0, with percent-encoding for other"
          + " characters than letters and digits in the secret"),
  KAFKA_NAME("a name of at most 249 letters, digits, dots, underscores and hyphens"),
  KEYS("keys of visible ASCII characters without spaces, separated by commas"),
  SENSITIVE_ATTRIBUTES(
      "names among " + String.join(", ", new TreeSet<>(DisclosurePolicy.SENSITIVE))),
  FILE("the path of a file that can be read"),
  FOLDER("the path of a folder");

  private static final String LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?";

  /** A name as in DNS, an IPv4 address, or an IPv6 address in brackets. */
  private static final String HOST =
      "(?:%1$s(?:\\.%1$s)*\\.?|\\[[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*])".formatted(LABEL);

  /** A colon and a number from 1 to 65535. */
  private static final String PORT =
      ":(?:[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])";

  private static final String HOSTS_OF_REDIS = listOf(HOST + "(?:" + PORT + ")?");

  private final String description;

  Form(String description) {
    this.description = description;
  }

  /** The valid values in words; empty if the type tells them. */
  String description() {
    return description;
  }

  /**
   * Whether a text, or one element of a list, has this form.
   *
   * @throws IllegalArgumentException for a text that is no path or address at all
   */
  boolean accepts(String text) {
    return switch (this) {
      case ANY -> true;
      case HOSTS -> text.matches(HOST + "(?:" + PORT + ")?");
      case SERVERS -> text.matches(listOf(HOST + PORT));
      case REDIS -> isRedis(text);
      case KAFKA_NAME -> text.matches("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");
      case KEYS -> text.matches("[!-~]+");
      case SENSITIVE_ATTRIBUTES -> DisclosurePolicy.SENSITIVE.contains(text);
      case FILE -> Files.isReadable(Path.of(text)) && !Files.isDirectory(Path.of(text));
      case FOLDER -> Files.isDirectory(Path.of(text));
    };
  }

  private static String listOf(String one) {
    return one + "(?:\\s*,\\s*" + one + ")*";
  }

  /** The addresses that Lettuce reads; an address can't have all characters. */
  private static boolean isRedis(String text) {
    return URI.create(text).isAbsolute()
        && (text.startsWith("redis-socket://")
            || text.matches(
                "rediss?(?:-sentinel|\\+ssl|\\+tls)?://(?:[^/?#]*@)?"
                    + HOSTS_OF_REDIS
                    + "(?:/\\d*)?(?:[?#].*)?"));
  }
}
