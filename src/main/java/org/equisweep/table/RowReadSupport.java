package org.equisweep.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Makes rows of a table from Parquet; columns the file does not have are null. */
final class RowReadSupport extends ReadSupport<Row> {
  private final Table table;

  RowReadSupport(Table table) {
    this.table = table;
  }

  @Override
  public ReadContext init(InitContext context) {
    return new ReadContext(shared(context.getFileSchema()));
  }

  private MessageType shared(MessageType file) {
    List<org.apache.parquet.schema.Type> fields = new ArrayList<>();
    for (Column column : table.columns()) {
      if (file.containsField(column.name())) {
        fields.add(file.getType(column.name()));
      }
    }
    return new MessageType(file.getName(), fields);
  }

  @Override
  public RecordMaterializer<Row> prepareForRead(
      Configuration configuration,
      Map<String, String> metadata,
      MessageType file,
      ReadContext context) {
    return new Materializer(table, context.getRequestedSchema());
  }

  @Override
  public RecordMaterializer<Row> prepareForRead(
      ParquetConfiguration configuration,
      Map<String, String> metadata,
      MessageType file,
      ReadContext context) {
    return new Materializer(table, context.getRequestedSchema());
  }

  private static final class Materializer extends RecordMaterializer<Row> {
    private final RowConverter root;

    Materializer(Table table, MessageType requested) {
      root = new RowConverter(table, requested);
    }

    @Override
    public Row getCurrentRecord() {
      return root.row();
    }

    @Override
    public GroupConverter getRootConverter() {
      return root;
    }
  }

  private static final class RowConverter extends GroupConverter {
    private final Table table;
    private final Converter[] converters;
    private @Nullable Object[] values;

    RowConverter(Table table, MessageType requested) {
      this.table = table;
      this.values = new Object[table.columns().size()];
      this.converters = new Converter[requested.getFieldCount()];
      for (int i = 0; i < converters.length; i++) {
        int position = table.position(requested.getFieldName(i));
        ColumnType type = table.columns().get(position).type();
        converters[i] =
            type.isList() ? new ListConverter(type, position) : new ValueConverter(position);
      }
    }

    Row row() {
      return new Row(table, values);
    }

    @Override
    public Converter getConverter(int field) {
      return converters[field];
    }

    @Override
    public void start() {
      values = new Object[table.columns().size()];
    }

    @Override
    public void end() {}

    private final class ValueConverter extends PrimitiveConverter {
      private final int position;

      ValueConverter(int position) {
        this.position = position;
      }

      @Override
      public void addBinary(Binary value) {
        values[position] = value.toStringUsingUTF8();
      }

      @Override
      public void addBoolean(boolean value) {
        values[position] = value;
      }

      @Override
      public void addDouble(double value) {
        values[position] = value;
      }

      @Override
      public void addInt(int value) {
        values[position] = value;
      }

      @Override
      public void addLong(long value) {
        values[position] = value;
      }
    }

    /** The three levels of a list: the field, its repeated group, the element. */
    private final class ListConverter extends GroupConverter {
      private final List<Object> elements = new ArrayList<>();
      private final GroupConverter repeated;
      private final ColumnType type;
      private final int position;

      ListConverter(ColumnType type, int position) {
        this.type = type;
        this.position = position;
        PrimitiveConverter element =
            new PrimitiveConverter() {
              @Override
              public void addBinary(Binary value) {
                elements.add(value.toStringUsingUTF8());
              }

              @Override
              public void addDouble(double value) {
                elements.add(value);
              }
            };
        this.repeated =
            new GroupConverter() {
              @Override
              public Converter getConverter(int field) {
                return element;
              }

              @Override
              public void start() {}

              @Override
              public void end() {}
            };
      }

      @Override
      public Converter getConverter(int field) {
        return repeated;
      }

      @Override
      public void start() {
        elements.clear();
      }

      @Override
      public void end() {
        values[position] =
            type == ColumnType.DOUBLES
                ? elements.stream().mapToDouble(value -> (Double) value).toArray()
                : List.copyOf(elements);
      }
    }
  }
}
