/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.survey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edgewise.lab.check.read.ReadSink;
import java.util.List;
import java.util.Map;

/**
 * Counts what files of items and of events have in common: bad lines, unknown and null fields, and
 * the cases of each finding. For one thread.
 *
 * @param <T> an item or an event
 */
public abstract class FileSurvey<T> implements ReadSink<T> {
  static final int MOST_NAMES = 200;

  private final List<String> fields;
  private final BadLines bad = new BadLines();
  private final OccurrencesByName unknownFields = new OccurrencesByName(MOST_NAMES);
  private final OccurrencesByName cases = new OccurrencesByName(MOST_NAMES);

  /** Null values by field; attributes of items as {@code attributes.name}. */
  final OccurrencesByName nulls = new OccurrencesByName(MOST_NAMES);

  FileSurvey(List<String> fields) {
    this.fields = fields;
  }

  @Override
  public void unread(List<String> columns) {
    columns.forEach(name -> unknownFields.add(name, 1, name));
  }

  @Override
  public void json(long line, JsonNode object) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!fields.contains(field.getKey())) {
        unknownFields.add(field.getKey(), line, field.getKey());
      } else if (field.getValue().isNull()) {
        nulls.add(field.getKey(), line, field.getKey());
      }
    }
  }

  @Override
  public void wrong(long line, String why) {
    bad.add(line, why);
  }

  @Override
  public void cutOff(long line, String why) {
    bad.cutOff(line, why);
  }

  /** Counts a case of a finding. */
  final void add(String finding, long line, String example) {
    cases.add(finding, line, example);
  }

  /** The cases of a finding, by its id. */
  public final Occurrences cases(String finding) {
    return cases.of(finding);
  }

  /** The names of the fields that are read from JSON. */
  public final List<String> fields() {
    return fields;
  }

  public final BadLines bad() {
    return bad;
  }

  public final OccurrencesByName unknownFields() {
    return unknownFields;
  }

  public final OccurrencesByName nulls() {
    return nulls;
  }

  /** The number of good records. */
  public abstract long count();
}
