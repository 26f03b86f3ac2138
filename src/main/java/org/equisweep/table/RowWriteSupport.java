package org.equisweep.table;

import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Hands rows to Parquet column by column; lists in the three-level form. */
final class RowWriteSupport extends WriteSupport<Row> {
  private final Table table;
  private final Map<String, String> metadata;
  private RecordConsumer consumer;

  RowWriteSupport(Table table, Map<String, String> metadata) {
    this.table = table;
    this.metadata = metadata;
  }

  @Override
  public String getName() {
    return "equisweep";
  }

  @Override
  public WriteContext init(Configuration configuration) {
    return new WriteContext(table.parquetSchema(), metadata);
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(table.parquetSchema(), metadata);
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    consumer = recordConsumer;
  }

  @Override
  public void write(Row row) {
    consumer.startMessage();
    List<Column> columns = table.columns();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      Object value = row.get(i);
      if (value == null) {
        if (!column.nullable()) {
          throw new IllegalArgumentException(
              column.name() + " of " + table + " must not be null, but is");
        }
        continue;
      }
      consumer.startField(column.name(), i);
      write(column.type(), value);
      consumer.endField(column.name(), i);
    }
    consumer.endMessage();
  }

  private void write(ColumnType type, Object value) {
    switch (type) {
      case STRING -> consumer.addBinary(Binary.fromString((String) value));
      case INTEGER -> consumer.addInteger((Integer) value);
      case LONG -> consumer.addLong((Long) value);
      case DOUBLE -> consumer.addDouble((Double) value);
      case BOOLEAN -> consumer.addBoolean((Boolean) value);
      case DOUBLES -> {
        double[] numbers = (double[]) value;
        startList(numbers.length);
        for (double number : numbers) {
          consumer.startGroup();
          consumer.startField("element", 0);
          consumer.addDouble(number);
          consumer.endField("element", 0);
          consumer.endGroup();
        }
        endList(numbers.length);
      }
      case STRINGS -> {
        List<?> strings = (List<?>) value;
        startList(strings.size());
        for (Object string : strings) {
          consumer.startGroup();
          consumer.startField("element", 0);
          consumer.addBinary(Binary.fromString((String) string));
          consumer.endField("element", 0);
          consumer.endGroup();
        }
        endList(strings.size());
      }
    }
  }

  /** Parquet does not allow a field without values: an empty list has no {@code list} field. */
  private void startList(int size) {
    consumer.startGroup();
    if (size > 0) {
      consumer.startField("list", 0);
    }
  }

  private void endList(int size) {
    if (size > 0) {
      consumer.endField("list", 0);
    }
    consumer.endGroup();
  }
}
