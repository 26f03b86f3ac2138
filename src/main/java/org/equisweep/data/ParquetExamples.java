package org.equisweep.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.equisweep.problem.InvalidInput;
import org.equisweep.storage.FileRef;
import org.equisweep.storage.MemoryFile;
import org.equisweep.storage.Storage;

/** Examples in two columns of Parquet files, row by row in the order of the files. */
final class ParquetExamples {
  private ParquetExamples() {}

  /** Rows of all files, from their footers. */
  static int count(DataSpec.Source.Parquet source) {
    long rows = 0;
    for (FileRef file : source.files()) {
      rows += rows(file.path());
    }
    if (rows > Integer.MAX_VALUE - 8) {
      throw InvalidInput.of("there must be fewer than 2^31 rows", "got " + rows, "take a subset");
    }
    return (int) rows;
  }

  static RawExamples read(DataSpec.Source.Parquet source) {
    ParquetColumn inputs = new ParquetColumn(source.inputColumn());
    ParquetColumn targets = new ParquetColumn(source.targetColumn());
    for (FileRef file : source.files()) {
      PlannedFile.requireUnchanged(file);
      inputs.enter(file.path());
      targets.enter(file.path());
      guarded(file.path(), () -> read(file.path(), List.of(inputs, targets)));
    }
    return new RawExamples(inputs.values(), targets.values());
  }

  private static long rows(String path) {
    long[] rows = new long[1];
    guarded(
        path,
        () -> {
          try (ParquetFileReader reader =
              ParquetFileReader.open(
                  new MemoryFile(Storage.read(path)),
                  ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
            rows[0] = reader.getRecordCount();
          }
        });
    return rows[0];
  }

  private static void read(String path, List<ParquetColumn> columns) throws IOException {
    try (ParquetReader<Boolean> reader =
        new Builder(new MemoryFile(Storage.read(path)), columns, path).build()) {
      while (reader.read() != null) {
        columns.forEach(ParquetColumn::endExample);
      }
    }
  }

  private interface Reading {
    void run() throws IOException;
  }

  /** What the Parquet library throws at a damaged file is of many kinds. */
  private static void guarded(String path, Reading reading) {
    try {
      reading.run();
    } catch (IOException | RuntimeException e) {
      // the library wraps what our own converters throw
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof InvalidInput ours) {
          throw ours;
        }
      }
      InvalidInput problem =
          InvalidInput.of(
              "a file must be a whole Parquet file",
              "%s is not (%s)".formatted(path, e.getMessage()),
              "write it again, or check the download");
      problem.initCause(e);
      throw problem;
    }
  }

  private static final class Builder extends ParquetReader.Builder<Boolean> {
    private final List<ParquetColumn> columns;
    private final String path;

    Builder(InputFile file, List<ParquetColumn> columns, String path) {
      super(file, new PlainParquetConfiguration());
      this.columns = columns;
      this.path = path;
    }

    @Override
    protected ReadSupport<Boolean> getReadSupport() {
      return new Columns(columns, path);
    }
  }

  /** Reads the columns alone; a record is no more than the sign that there was one. */
  private static final class Columns extends ReadSupport<Boolean> {
    private final List<ParquetColumn> columns;
    private final String path;

    Columns(List<ParquetColumn> columns, String path) {
      this.columns = columns;
      this.path = path;
    }

    @Override
    public ReadContext init(InitContext context) {
      MessageType schema = context.getFileSchema();
      List<Type> needed = new ArrayList<>();
      for (ParquetColumn column : columns) {
        if (!schema.containsField(column.column())) {
          throw InvalidInput.of(
              "input_column and target_column must name columns of the Parquet file",
              "%s has no column '%s' but %s"
                  .formatted(
                      path,
                      column.column(),
                      schema.getFields().stream().map(Type::getName).toList()),
              "name one of these");
        }
        needed.add(ParquetConverters.needed(schema.getType(column.column()), path));
      }
      return new ReadContext(new MessageType(schema.getName(), needed));
    }

    @Override
    public RecordMaterializer<Boolean> prepareForRead(
        Configuration configuration,
        Map<String, String> metadata,
        MessageType file,
        ReadContext context) {
      return materializer(context.getRequestedSchema());
    }

    @Override
    public RecordMaterializer<Boolean> prepareForRead(
        ParquetConfiguration configuration,
        Map<String, String> metadata,
        MessageType file,
        ReadContext context) {
      return materializer(context.getRequestedSchema());
    }

    private RecordMaterializer<Boolean> materializer(MessageType requested) {
      List<Converter> converters = new ArrayList<>();
      for (ParquetColumn column : columns) {
        converters.add(ParquetConverters.of(requested.getType(column.column()), column));
      }
      GroupConverter root = ParquetConverters.record(converters);
      return new RecordMaterializer<>() {
        @Override
        public Boolean getCurrentRecord() {
          return Boolean.TRUE;
        }

        @Override
        public GroupConverter getRootConverter() {
          return root;
        }
      };
    }
  }
}
