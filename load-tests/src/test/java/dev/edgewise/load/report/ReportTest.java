/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static Report report() {
    Report report = new Report("a machine");
    report.add("short", 1.25, "ms");
    report.add("rather longer", 10, "x");
    return report;
  }

  @Test
  void theTableHasTheMachineAndAlignedFigures() {
    assertThat(report().table())
        .isEqualTo("a machine\nshort                 1.3 ms\nrather longer        10.0 x");
  }

  @Test
  void smallNumbersKeepThreeDigits() {
    Report small = new Report("a machine");
    small.add("lift", -0.0625, "");
    assertThat(small.table()).isEqualTo("a machine\nlift      -0.063");
  }

  @Test
  void numbersOfThingsAreWhole() {
    Report counts = new Report("a machine");
    counts.add("kills", 50, "");
    counts.add("lost", 0, "of 50");
    assertThat(counts.table()).isEqualTo("a machine\nkills          50 \nlost            0 of 50");
  }

  @Test
  void theJsonIsOneDocument() {
    JsonObject json = JsonParser.parseString(report().json()).getAsJsonObject();
    assertThat(json.get("machine").getAsString()).isEqualTo("a machine");
    assertThat(json.getAsJsonArray("figures")).hasSize(2);
  }

  @Test
  void faultsStandInBoth() {
    Report report = report();
    report.fault("2 requests failed");
    assertThat(report.table()).endsWith("\nFAULT: 2 requests failed");
    JsonObject json = JsonParser.parseString(report.json()).getAsJsonObject();
    assertThat(json.getAsJsonArray("faults")).hasSize(1);
  }

  @Test
  void notesStandInBoth() {
    Report report = report();
    report.note("the second with its eyes shut");
    assertThat(report.table()).endsWith("\nnote: the second with its eyes shut");
    JsonObject json = JsonParser.parseString(report.json()).getAsJsonObject();
    assertThat(json.getAsJsonArray("notes")).hasSize(1);
  }

  @Test
  void percentilesAreValuesThatWereMeasured() {
    double[] values = {4, 1, 3, 2};
    assertThat(Medians.percentile(values, 0.5)).isEqualTo(2);
    assertThat(Medians.percentile(values, 0.95)).isEqualTo(4);
    assertThat(Medians.percentile(values, 0)).isEqualTo(1);
  }

  @Test
  void theMachineIsNamedWithWhatItsCpuCan() {
    assertThat(
            Report.describe(
                List.of("processor\t: 0", "model name\t: Fast 9000", "flags\t: fpu avx2 amx_int8")))
        .startsWith("Fast 9000 (avx2, amx_int8), ");
    assertThat(Report.describe(List.of())).contains("cores, JDK ");
  }
}
