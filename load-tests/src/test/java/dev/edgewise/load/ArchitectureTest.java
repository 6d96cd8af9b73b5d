/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.edgewise.load", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule THE_SERVICE_IS_A_PROCESS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.edgewise.service..", "dev.edgewise.ingest..", "io.quarkus..");
}
