package org.equisweep.storage;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/** Any file system Hadoop knows. */
final class HadoopStore implements Store {
  static final HadoopStore INSTANCE = new HadoopStore();

  /** Schemes whose rename is atomic and does not replace; the others put conditionally. */
  private static final Set<String> ATOMIC_RENAME =
      Set.of("hdfs", "viewfs", "webhdfs", "swebhdfs", "abfs", "abfss", "ofs", "o3fs");

  private static volatile Map<String, String> settings = Map.of();

  private HadoopStore() {}

  static void configure(Map<String, String> given) {
    settings = Map.copyOf(given);
  }

  @Override
  public boolean exists(String path) throws IOException {
    return system(path).exists(new Path(path));
  }

  @Override
  public boolean isDirectory(String path) throws IOException {
    try {
      return system(path).getFileStatus(new Path(path)).isDirectory();
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  @Override
  public long size(String path) throws IOException {
    return file(path).getLen();
  }

  @Override
  public InputStream open(String path) throws IOException {
    return new BufferedInputStream(system(path).open(file(path).getPath()), 1 << 16);
  }

  @Override
  public OutputStream create(String path) throws IOException {
    return new BufferedOutputStream(system(path).create(new Path(path), true), 1 << 16);
  }

  @Override
  public boolean createIfAbsent(String path, byte[] content) throws IOException {
    if (exists(path)) {
      return false;
    }
    return ATOMIC_RENAME.contains(Storage.scheme(path))
        ? renameIfAbsent(path, content)
        : putIfAbsent(path, content);
  }

  @Override
  public void replaceAtomically(String path, byte[] content) throws IOException {
    if (ATOMIC_RENAME.contains(Storage.scheme(path))) {
      Path temporary = write(path, content);
      rename(temporary.toString(), path);
    } else {
      // an object appears whole when its upload is closed
      try (OutputStream out = system(path).create(new Path(path), true)) {
        out.write(content);
      }
    }
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Path source = new Path(from);
    Path target = new Path(to);
    if (ATOMIC_RENAME.contains(Storage.scheme(to))) {
      FileContext.getFileContext(target.toUri(), configuration())
          .rename(source, target, Options.Rename.OVERWRITE);
      return;
    }
    FileSystem system = system(to);
    system.delete(target, false);
    if (!system.rename(source, target)) {
      throw new IOException(from + " could not be renamed to " + to);
    }
  }

  @Override
  public List<String> list(String directory) throws IOException {
    try {
      return Stream.of(system(directory).listStatus(new Path(directory)))
          .map(status -> status.getPath().getName())
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  @Override
  public Map<String, Long> sizes(String directory) throws IOException {
    try {
      return Stream.of(system(directory).listStatus(new Path(directory)))
          .filter(FileStatus::isFile)
          .collect(Collectors.toMap(status -> status.getPath().getName(), FileStatus::getLen));
    } catch (FileNotFoundException e) {
      return Map.of();
    }
  }

  @Override
  public boolean delete(String path) throws IOException {
    return system(path).delete(new Path(path), true);
  }

  @Override
  public void mkdirs(String directory) throws IOException {
    if (!system(directory).mkdirs(new Path(directory))) {
      throw new IOException("The directory could not be made");
    }
  }

  private static FileSystem system(String path) throws IOException {
    return new Path(path).getFileSystem(configuration());
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration();
    settings.forEach(configuration::set);
    return configuration;
  }

  private static FileStatus file(String path) throws IOException {
    FileStatus status = system(path).getFileStatus(new Path(path));
    if (status.isDirectory()) {
      throw new NotAFileException(path);
    }
    return status;
  }

  private static Path write(String path, byte[] content) throws IOException {
    Path target = new Path(path);
    Path temporary = new Path(target.getParent(), TemporaryName.of(target.getName()));
    try (OutputStream out = system(path).create(temporary, false)) {
      out.write(content);
    }
    return temporary;
  }

  private boolean renameIfAbsent(String path, byte[] content) throws IOException {
    Path temporary = write(path, content);
    FileSystem system = system(path);
    try {
      return system.rename(temporary, new Path(path));
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      system.delete(temporary, false);
    }
  }

  private boolean putIfAbsent(String path, byte[] content) throws IOException {
    FSDataOutputStreamBuilder<?, ?> builder = system(path).createFile(new Path(path));
    builder.overwrite(false);
    builder.recursive();
    builder.opt(Options.CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
    try (OutputStream out = builder.build()) {
      out.write(content);
    } catch (IOException e) {
      // either another writer won, or our own put went through and its answer was lost
      if (!exists(path)) {
        throw e;
      }
      return Arrays.equals(Storage.read(path), content);
    }
    return true;
  }
}
