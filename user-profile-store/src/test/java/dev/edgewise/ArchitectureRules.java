/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** The rules that the architecture test of each module checks. */
public final class ArchitectureRules {
  /** Packages have no dependency cycles. */
  public static final ArchRule NO_PACKAGE_CYCLES =
      slices().matching("dev.edgewise.(**)").should().beFreeOfCycles();

  /**
   * Top-level classes have no dependency cycles. A nested class counts as part of its outer class.
   * To allow a cycle, add {@code ignoreDependency} and a reason.
   */
  public static final ArchRule NO_CLASS_CYCLES =
      slices().assignedFrom(new TopLevelClasses()).should().beFreeOfCycles();

  private ArchitectureRules() {}

  /** Excludes test classes, including those in the test jars of other modules. */
  public static final class MainClasses implements ImportOption {
    private final ImportOption noTests = new DoNotIncludeTests();

    @Override
    public boolean includes(Location location) {
      return noTests.includes(location) && !location.contains("-tests.jar");
    }
  }

  private static final class TopLevelClasses implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
      String name = javaClass.getName();
      if (!name.startsWith("dev.edgewise.")) {
        return SliceIdentifier.ignore();
      }
      int nested = name.indexOf('$');
      return SliceIdentifier.of(nested < 0 ? name : name.substring(0, nested));
    }

    @Override
    public String getDescription() {
      return "top-level classes";
    }
  }
}
