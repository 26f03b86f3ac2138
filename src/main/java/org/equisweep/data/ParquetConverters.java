package org.equisweep.data;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.equisweep.problem.InvalidInput;

/** From the types of Parquet columns to what feeds their values to a {@link ParquetColumn}. */
final class ParquetConverters {
  /** The field of Hugging Face's images that holds the file. */
  private static final String IMAGE_FILE = "bytes";

  private ParquetConverters() {}

  /** The part of a column's type that is read. */
  static Type needed(Type type, String file) {
    if (isImageStruct(type)) {
      GroupType struct = type.asGroupType();
      return struct.withNewFields(struct.getType(IMAGE_FILE));
    }
    requireUsable(type, type, 0, file);
    return type;
  }

  /** Feeds the column with the rows' values. */
  static Converter of(Type type, ParquetColumn column) {
    return isImageStruct(type) ? new Fields(List.of(new Binaries(column))) : of(type, column, 0);
  }

  /** A record of these columns. */
  static GroupConverter record(List<Converter> columns) {
    return new Fields(columns);
  }

  private static Converter of(Type type, ParquetColumn column, int depth) {
    if (!type.isPrimitive()) {
      return new Items(type.asGroupType(), column, depth);
    }
    return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
      case BINARY, FIXED_LEN_BYTE_ARRAY -> new Binaries(column);
      default -> new Numbers(column);
    };
  }

  private static boolean isImageStruct(Type type) {
    return !type.isPrimitive()
        && type.getLogicalTypeAnnotation() == null
        && type.asGroupType().containsField(IMAGE_FILE)
        && isPlainBinary(type.asGroupType().getType(IMAGE_FILE));
  }

  private static boolean isPlainBinary(Type type) {
    return type.isPrimitive()
        && type.getLogicalTypeAnnotation() == null
        && switch (type.asPrimitiveType().getPrimitiveTypeName()) {
          case BINARY, FIXED_LEN_BYTE_ARRAY -> true;
          default -> false;
        };
  }

  private static boolean isNumber(PrimitiveType type) {
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    return switch (type.getPrimitiveTypeName()) {
      case INT32, INT64 -> meaning == null || meaning instanceof IntLogicalTypeAnnotation;
      case FLOAT, DOUBLE, BOOLEAN -> meaning == null;
      default -> false;
    };
  }

  private static void requireUsable(Type type, Type column, int depth, String file) {
    if (type.isPrimitive()) {
      boolean usable = isNumber(type.asPrimitiveType()) || depth == 0 && isPlainBinary(type);
      if (usable && !column.isRepetition(Type.Repetition.REPEATED)) {
        return;
      }
    } else if (type.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation
        && type.asGroupType().getFieldCount() == 1
        && depth < ParquetColumn.MOST_AXES) {
      requireUsable(item(type.asGroupType()), column, depth + 1, file);
      return;
    }
    throw InvalidInput.of(
        "a column of examples must hold numbers, lists of numbers, or binaries",
        "column '%s' of %s is %s".formatted(column.getName(), file, column),
        "convert it, or name another column");
  }

  /** What a list's items are, with or without the inner group of newer writers. */
  private static Type item(GroupType list) {
    Type repeated = list.getType(0);
    boolean wrapped = !repeated.isPrimitive() && repeated.asGroupType().getFieldCount() == 1;
    return wrapped ? repeated.asGroupType().getType(0) : repeated;
  }

  private static final class Fields extends GroupConverter {
    private final List<Converter> fields;

    Fields(List<Converter> fields) {
      this.fields = new ArrayList<>(fields);
    }

    @Override
    public Converter getConverter(int index) {
      return fields.get(index);
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }

  /** A list: its repeated field is an item, or a group that holds one. */
  private static final class Items extends GroupConverter {
    private final ParquetColumn column;
    private final int depth;
    private final Converter repeated;
    private int items;

    Items(GroupType list, ParquetColumn column, int depth) {
      this.column = column;
      this.depth = depth;
      Type item = item(list);
      this.repeated =
          item == list.getType(0)
              ? new CountedNumbers(column)
              : new Item(ParquetConverters.of(item, column, depth + 1));
    }

    @Override
    public Converter getConverter(int index) {
      return repeated;
    }

    @Override
    public void start() {
      items = 0;
    }

    @Override
    public void end() {
      column.items(depth, items);
    }

    private final class Item extends GroupConverter {
      private final Converter value;

      Item(Converter value) {
        this.value = value;
      }

      @Override
      public Converter getConverter(int index) {
        return value;
      }

      @Override
      public void start() {
        items++;
      }

      @Override
      public void end() {}
    }

    private final class CountedNumbers extends Numbers {
      CountedNumbers(ParquetColumn column) {
        super(column);
      }

      @Override
      void accept(double value) {
        items++;
        super.accept(value);
      }
    }
  }

  private static class Numbers extends PrimitiveConverter {
    private final ParquetColumn column;

    Numbers(ParquetColumn column) {
      this.column = column;
    }

    void accept(double value) {
      column.number(value);
    }

    @Override
    public void addBoolean(boolean value) {
      accept(value ? 1 : 0);
    }

    @Override
    public void addInt(int value) {
      accept(value);
    }

    @Override
    public void addLong(long value) {
      column.requireExact(value);
      accept(value);
    }

    @Override
    public void addFloat(float value) {
      accept(value);
    }

    @Override
    public void addDouble(double value) {
      accept(value);
    }
  }

  private static final class Binaries extends PrimitiveConverter {
    private final ParquetColumn column;

    Binaries(ParquetColumn column) {
      this.column = column;
    }

    @Override
    public void addBinary(Binary value) {
      column.binary(value.getBytes());
    }
  }
}
