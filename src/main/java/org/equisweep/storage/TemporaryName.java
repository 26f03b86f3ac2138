package org.equisweep.storage;

import java.util.UUID;

/**
 * Names of files being written, before they take their final name: {@code .name.<uuid>.writing}.
 */
final class TemporaryName {
  private static final String SUFFIX = ".writing";

  private TemporaryName() {}

  static String of(String name) {
    return "." + name + "." + UUID.randomUUID() + SUFFIX;
  }

  static boolean matches(String name) {
    return name.startsWith(".") && name.endsWith(SUFFIX);
  }
}
