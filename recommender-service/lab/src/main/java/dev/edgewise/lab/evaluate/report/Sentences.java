/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.report;

import dev.edgewise.lab.evaluate.Evaluation;
import dev.edgewise.lab.evaluate.EvaluationOptions.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured and how, in sentences. */
final class Sentences {
  private Sentences() {}

  static List<String> of(Evaluation e) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        String.format(
            Locale.ROOT,
            "%s: %,d events of %,d users with %,d items%s; left out: %,d events of items that the"
                + " catalogue lacks, %,d that are no interactions, %,d outside the core.",
            e.catalogue(),
            e.size().events(),
            e.size().users(),
            e.size().items(),
            e.options().core() > 1
                ? String.format(Locale.ROOT, " (the %d-core)", e.options().core())
                : "",
            e.leftOut().unknownItems(),
            e.leftOut().noInteractions(),
            e.leftOut().core()));
    sentences.add(
        e.options().protocol() == Protocol.TEMPORAL
            ? String.format(
                Locale.ROOT,
                "Everything was frozen at %s, after %,d events; measured is what users met from"
                    + " then on for the first time.",
                e.split(),
                e.size().training())
            : String.format(
                Locale.ROOT,
                "Each user's last event is measured and the one before set aside; %,d events were"
                    + " learnt from.",
                e.size().training()));
    sentences.add(
        String.format(
            Locale.ROOT,
            "Means go over %,d known users with %,d targets, ranked among %s; %,d new users are"
                + " a slice apart.",
            e.measured().users(),
            e.measured().targets(),
            e.options().negatives() == 0
                ? String.format(
                    Locale.ROOT, "all of %,d items that the user had not met", e.size().ranked())
                : String.format(Locale.ROOT, "%,d sampled items", e.options().negatives()),
            e.measured().newUsers()));
    return sentences;
  }
}
