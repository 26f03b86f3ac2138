package org.equisweep.table;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The row metadata Spark keeps in a Parquet footer: a StructType in JSON, whose column metadata
 * carry each description as {@code comment} (which {@code DESCRIBE} shows) and the unit.
 */
final class SparkMetadata {
  static final String KEY = "org.apache.spark.sql.parquet.row.metadata";

  private SparkMetadata() {}

  static String of(Table table) {
    ObjectNode struct = JsonNodeFactory.instance.objectNode().put("type", "struct");
    for (Column column : table.columns()) {
      ObjectNode field = struct.withArray("fields").addObject();
      field.put("name", column.name());
      putType(field, column.type());
      field.put("nullable", column.nullable());
      ObjectNode metadata = field.putObject("metadata").put("comment", column.description());
      if (!column.unit().isEmpty()) {
        metadata.put("unit", column.unit());
      }
      if (column.isVolatile()) {
        metadata.put("volatile", true);
      }
    }
    return struct.toString();
  }

  private static void putType(ObjectNode field, ColumnType type) {
    switch (type) {
      case DOUBLES -> putArray(field, "double");
      case STRINGS -> putArray(field, "string");
      default -> field.put("type", type.sqlName());
    }
  }

  private static void putArray(ObjectNode field, String element) {
    field
        .putObject("type")
        .put("type", "array")
        .put("elementType", element)
        .put("containsNull", false);
  }
}
