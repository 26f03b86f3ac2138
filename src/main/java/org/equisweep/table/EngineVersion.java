package org.equisweep.table;

import org.jspecify.annotations.Nullable;

/** The version of Equisweep that runs, from its jar's manifest. */
public final class EngineVersion {
  private EngineVersion() {}

  /** For example {@code 0.1.0}; {@code development} when the classes are in no jar. */
  public static String get() {
    @Nullable String version = EngineVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
