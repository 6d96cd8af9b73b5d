/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How much of a stream a client has seen: the id of its last event. Only the last event of a list
 * has one, so that a stream that broke off before it begins again.
 *
 * @param version of the profile that the last whole list was made for; -1 for none
 */
record StreamPosition(long version) {
  static final String HEADER = "Last-Event-ID";

  private static final Pattern DONE = Pattern.compile("done-(\\d{1,18})");

  /** Reads what a client sent; anything else is the beginning. */
  static StreamPosition of(@Nullable String sent) {
    Matcher done = DONE.matcher(sent == null ? "" : sent);
    return new StreamPosition(done.matches() ? Long.parseLong(done.group(1)) : -1);
  }

  boolean done() {
    return version >= 0;
  }

  @Override
  public String toString() {
    return "done-" + version;
  }
}
