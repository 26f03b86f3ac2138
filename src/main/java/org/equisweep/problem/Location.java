package org.equisweep.problem;

import org.jspecify.annotations.Nullable;

/**
 * Where in the user's files a problem stands.
 *
 * @param file the file as the user named it
 * @param line one-based, 0 when unknown
 * @param key dotted path of the key, such as {@code phases.plain.learning_rate}; null for a whole
 *     file
 */
public record Location(String file, int line, @Nullable String key) {
  @Override
  public String toString() {
    String at = line > 0 ? file + ":" + line : file;
    return key == null ? at : at + ", " + key;
  }
}
