/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** Rules that each module's architecture test holds its classes against. */
public final class ArchitectureRules {
  /** No package depends on itself through others. */
  public static final ArchRule NO_PACKAGE_CYCLES =
      slices().matching("dev.edgewise.(**)").should().beFreeOfCycles();

  /**
   * No top-level class depends on itself through others. Nested classes count as part of the class
   * around them. No cycle is excepted: add one with {@code ignoreDependency} and a reason.
   */
  public static final ArchRule NO_CLASS_CYCLES =
      slices().assignedFrom(new TopLevelClasses()).should().beFreeOfCycles();

  private ArchitectureRules() {}

  /** Leaves out test classes, those in the test jars of other modules included. */
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
