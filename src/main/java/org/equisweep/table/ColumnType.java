package org.equisweep.table;

import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** The type of a column, with its form in Parquet, in Spark and in a {@link Row}. */
public enum ColumnType {
  STRING(String.class, "string"),
  INTEGER(Integer.class, "integer"),
  LONG(Long.class, "long"),
  DOUBLE(Double.class, "double"),
  BOOLEAN(Boolean.class, "boolean"),
  /** A {@code double[]}. */
  DOUBLES(double[].class, "array<double>"),
  /** A {@code List<String>}. */
  STRINGS(List.class, "array<string>");

  private final Class<?> valueClass;
  private final String sqlName;

  ColumnType(Class<?> valueClass, String sqlName) {
    this.valueClass = valueClass;
    this.sqlName = sqlName;
  }

  /** What a {@link Row} holds. */
  public Class<?> valueClass() {
    return valueClass;
  }

  /** The name in Spark SQL and in the documentation. */
  public String sqlName() {
    return sqlName;
  }

  boolean isList() {
    return this == DOUBLES || this == STRINGS;
  }

  Type parquet(String column, boolean nullable) {
    Repetition repetition = nullable ? Repetition.OPTIONAL : Repetition.REQUIRED;
    return switch (this) {
      case STRING ->
          Types.primitive(PrimitiveTypeName.BINARY, repetition)
              .as(LogicalTypeAnnotation.stringType())
              .named(column);
      case INTEGER -> Types.primitive(PrimitiveTypeName.INT32, repetition).named(column);
      case LONG -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(column);
      case DOUBLE -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(column);
      case BOOLEAN -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(column);
      case DOUBLES ->
          Types.list(repetition).requiredElement(PrimitiveTypeName.DOUBLE).named(column);
      case STRINGS ->
          Types.list(repetition)
              .requiredElement(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(column);
    };
  }
}
