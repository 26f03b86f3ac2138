package org.equisweep.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** What {@link Storage} promises, for one kind of file system. */
sealed interface Store permits LocalStore, HadoopStore {
  boolean exists(String path) throws IOException;

  boolean isDirectory(String path) throws IOException;

  long size(String path) throws IOException;

  InputStream open(String path) throws IOException;

  OutputStream create(String path) throws IOException;

  boolean createIfAbsent(String path, byte[] content) throws IOException;

  void replaceAtomically(String path, byte[] content) throws IOException;

  void rename(String from, String to) throws IOException;

  List<String> list(String directory) throws IOException;

  Map<String, Long> sizes(String directory) throws IOException;

  boolean delete(String path) throws IOException;

  void mkdirs(String directory) throws IOException;
}
