/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.config;

import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** All settings of {@link EdgewiseConfig}, read from its methods. */
final class Settings {
  static final String PREFIX = "edgewise.";

  /** The groups: first the settings without a group, then the others by name. */
  static final List<Group> GROUPS = groups();

  private Settings() {}

  /**
   * Settings with a common prefix.
   *
   * @param name the prefix, without the dot at its end
   * @param meaning what they are about; empty for the first group
   */
  record Group(String name, String meaning, List<Setting> settings) {}

  /** All settings, group by group. */
  static List<Setting> all() {
    return GROUPS.stream().flatMap(group -> group.settings().stream()).toList();
  }

  /** The setting that a property belongs to. */
  static Optional<Setting> of(String property) {
    return all().stream().filter(setting -> setting.covers(property)).findFirst();
  }

  private static List<Group> groups() {
    List<Group> all = new ArrayList<>();
    collect("edgewise", "", EdgewiseConfig.class, all);
    all.sort(Comparator.comparing(Group::name));
    return List.copyOf(all);
  }

  private static void collect(String name, String meaning, Class<?> type, List<Group> all) {
    List<Setting> settings = new ArrayList<>();
    for (Method method : type.getMethods()) {
      Meaning note =
          Objects.requireNonNull(method.getAnnotation(Meaning.class), () -> method + ": @Meaning");
      String property = name + "." + nameOf(method);
      Type value = method.getGenericReturnType();
      if (erased(value) == Map.class) {
        property += "." + Setting.ANY_NAME;
        value = argument(value, 1);
      }
      if (erased(value).getEnclosingClass() == EdgewiseConfig.class
          && erased(value).isInterface()) {
        collect(property, note.value(), erased(value), all);
      } else {
        settings.add(setting(property, value, method, note));
      }
    }
    settings.sort(Comparator.comparing(Setting::name));
    all.add(new Group(name, meaning, List.copyOf(settings)));
  }

  private static Setting setting(String name, Type declared, Method method, Meaning note) {
    Class<?> type = erased(declared);
    boolean optional = type.getName().startsWith(Optional.class.getName());
    if (type == Optional.class) {
      type = erased(argument(declared, 0));
    } else if (type == OptionalDouble.class || type == Double.class) {
      type = double.class;
    } else if (type == OptionalInt.class) {
      type = int.class;
    }
    WithDefault standard = method.getAnnotation(WithDefault.class);
    return new Setting(name, type, optional, standard == null ? null : standard.value(), note);
  }

  /** The name that SmallRye gives to a method. */
  private static String nameOf(Method method) {
    WithName given = method.getAnnotation(WithName.class);
    return given != null
        ? given.value()
        : method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static Class<?> erased(Type type) {
    return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
  }

  private static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }
}
