package org.equisweep.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes docs/tables.md from the declared columns. */
public final class TablesDocument {
  private static final String HEAD =
      """
      # Tables

      Generated from the declarations in `org.equisweep.table`; do not edit. Every file carries the
      same descriptions and units in its Parquet metadata. Extra axes of a grid are columns of their
      own in `trials` (after `seed`) and in `cells`. A quantity that was not asked for is null.
      Columns marked *volatile* may differ between two runs of the same trial; all others agree bit
      for bit on the same `numerics`.
      """;

  private TablesDocument() {}

  /** The document's text. */
  public static String text() {
    StringBuilder text = new StringBuilder(HEAD);
    for (Table table : Tables.ALL) {
      text.append("\n## ").append(table.name()).append("\n\n");
      text.append(table.about()).append(".\n\n");
      text.append("| column | type | unit | |\n|---|---|---|---|\n");
      for (Column column : table.columns()) {
        text.append(
            "| `%s` | %s | %s | %s%s |\n"
                .formatted(
                    column.name(),
                    column.type().sqlName(),
                    column.unit(),
                    column.description().replace("|", "\\|"),
                    column.isVolatile() ? " (*volatile*)" : ""));
      }
    }
    return text.toString();
  }

  /** Writes the document to the path given. */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(Path.of(arguments[0]), text());
  }
}
