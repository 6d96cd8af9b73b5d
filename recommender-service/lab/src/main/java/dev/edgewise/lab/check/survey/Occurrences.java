/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.survey;

import dev.edgewise.ingest.json.JsonFields;

/** How often something occurs in a file, and its first place. For one thread. */
public final class Occurrences {
  private long count;
  private long line;
  private String example = "";

  /** Counts an occurrence; the first one's text is kept, shortened. */
  public void add(long where, String text) {
    if (count == 0) {
      line = where;
      example = JsonFields.quote(text);
    }
    count++;
  }

  /** The number of occurrences. */
  public long count() {
    return count;
  }

  /** The line of the first one, from 1; 0 when there is none. */
  public long line() {
    return line;
  }

  /** The text of the first one; empty when there is none. */
  public String example() {
    return example;
  }
}
