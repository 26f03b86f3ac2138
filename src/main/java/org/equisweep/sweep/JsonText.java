package org.equisweep.sweep;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** JSON strings, which are YAML strings too. */
final class JsonText {
  private JsonText() {}

  static String quote(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
