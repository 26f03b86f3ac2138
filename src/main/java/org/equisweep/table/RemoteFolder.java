package org.equisweep.table;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.io.InputFile;
import org.equisweep.storage.MemoryFile;
import org.equisweep.storage.Storage;
import org.jspecify.annotations.Nullable;

/** A folder of any file system Hadoop knows. */
final class RemoteFolder implements Folder {
  private final String root;

  RemoteFolder(String root) {
    this.root = root;
  }

  private String path(String name) {
    return name.isEmpty() ? root : Storage.resolve(root, name);
  }

  @Override
  public boolean exists(String name) {
    return Storage.exists(path(name));
  }

  @Override
  public void make(String subfolder) {
    Storage.mkdirs(path(subfolder));
  }

  @Override
  public List<String> names(String subfolder) {
    return Storage.list(path(subfolder));
  }

  @Override
  public List<Entry> list(String subfolder) {
    Map<String, Long> sizes = new TreeMap<>(Storage.sizes(path(subfolder)));
    return sizes.entrySet().stream()
        .filter(file -> !file.getKey().startsWith("."))
        .map(file -> new Entry(file.getKey(), file.getValue()))
        .toList();
  }

  @Override
  public byte[] read(String name) {
    return Storage.read(path(name));
  }

  @Override
  public void write(String name, byte[] content) {
    try (OutputStream out = create(name)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public OutputStream create(String name) {
    return Storage.create(path(name));
  }

  @Override
  public boolean createIfAbsent(String name, byte[] content) {
    return Storage.createIfAbsent(path(name), content);
  }

  @Override
  public void move(String from, String to) {
    int parent = to.lastIndexOf('/');
    if (parent > 0) {
      // HDFS renames only into a directory that is there
      make(to.substring(0, parent));
    }
    Storage.rename(path(from), path(to));
  }

  @Override
  public void delete(String name) {
    Storage.delete(path(name));
  }

  @Override
  public InputFile input(String name) {
    return new MemoryFile(read(name));
  }

  @Override
  public SweepFolder.@Nullable Hold tryHold(String name, String owner) {
    return RemoteLock.tryTake(path(name), owner);
  }
}
