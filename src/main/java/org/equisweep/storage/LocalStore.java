package org.equisweep.storage;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files of this machine (or mounted on it). */
final class LocalStore implements Store {
  static final LocalStore INSTANCE = new LocalStore();

  private static final Object ONE_LOCK_PER_PROCESS = new Object();

  private LocalStore() {}

  @Override
  public boolean exists(String path) {
    return Files.exists(Storage.localPath(path));
  }

  @Override
  public boolean isDirectory(String path) {
    return Files.isDirectory(Storage.localPath(path));
  }

  @Override
  public long size(String path) throws IOException {
    return Files.size(file(path));
  }

  @Override
  public InputStream open(String path) throws IOException {
    return new BufferedInputStream(Files.newInputStream(file(path)), 1 << 16);
  }

  @Override
  public OutputStream create(String path) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(target(path)), 1 << 16);
  }

  @Override
  public boolean createIfAbsent(String path, byte[] content) throws IOException {
    Path target = target(path);
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    Path temporary = write(target, content);
    try {
      return link(target, temporary);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  @Override
  public void replaceAtomically(String path, byte[] content) throws IOException {
    Path target = target(path);
    Path temporary = write(target, content);
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(Storage.localPath(from), target(to), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public List<String> list(String directory) throws IOException {
    Path path = Storage.localPath(directory);
    if (!Files.exists(path)) {
      return List.of();
    }
    if (!Files.isDirectory(path)) {
      throw new NotDirectoryException(directory);
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.map(entry -> String.valueOf(entry.getFileName())).toList();
    }
  }

  @Override
  public Map<String, Long> sizes(String directory) throws IOException {
    Map<String, Long> sizes = new HashMap<>();
    for (String name : list(directory)) {
      Path file = Storage.localPath(directory).resolve(name);
      if (Files.isRegularFile(file)) {
        sizes.put(name, Files.size(file));
      }
    }
    return sizes;
  }

  @Override
  public boolean delete(String path) throws IOException {
    Path root = Storage.localPath(path);
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    Files.walkFileTree(root, new Deleting());
    return true;
  }

  @Override
  public void mkdirs(String directory) throws IOException {
    makeDirectories(Storage.localPath(directory));
  }

  /** An existing file; a link to a directory is a directory. */
  private static Path file(String name) throws IOException {
    Path path = Storage.localPath(name);
    if (Files.isDirectory(path)) {
      throw new NotAFileException(name);
    }
    if (!Files.exists(path)) {
      throw new NoSuchFileException(name);
    }
    return path;
  }

  /** A path to write, its directory made. */
  private static Path target(String name) throws IOException {
    Path path = Storage.localPath(name);
    if (Files.isDirectory(path)) {
      throw new NotAFileException(name);
    }
    Path parent = path.toAbsolutePath().getParent();
    if (parent != null) {
      makeDirectories(parent);
    }
    return path;
  }

  private static void makeDirectories(Path path) throws IOException {
    try {
      Files.createDirectories(path);
    } catch (FileAlreadyExistsException e) {
      throw withCause(new NotDirectoryException(path.toString()), e);
    } catch (FileSystemException e) {
      if (underAFile(path)) {
        throw withCause(new NotDirectoryException(path.toString()), e);
      }
      throw e;
    }
  }

  private static boolean underAFile(Path path) {
    @Nullable Path above = path;
    while (above != null && !Files.exists(above)) {
      above = above.getParent();
    }
    return above != null && !Files.isDirectory(above);
  }

  private static IOException withCause(IOException fault, IOException cause) {
    fault.initCause(cause);
    return fault;
  }

  /** The content in a new file beside the target, on the disk when this returns. */
  private static Path write(Path target, byte[] content) throws IOException {
    Path temporary = target.resolveSibling(TemporaryName.of(String.valueOf(target.getFileName())));
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
    return temporary;
  }

  /**
   * Gives the file its final name unless that is taken: a hard link is atomic and never replaces.
   */
  private static boolean link(Path target, Path temporary) throws IOException {
    try {
      Files.createLink(target, temporary);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException | FileSystemException e) {
      return moveUnderLock(target, temporary);
    }
  }

  /**
   * For file systems without hard links. The system drops the lock when its holder dies, so a
   * writer killed here blocks nobody.
   */
  static boolean moveUnderLock(Path target, Path temporary) throws IOException {
    Path lockFile = target.resolveSibling("." + target.getFileName() + ".lock.writing");
    synchronized (ONE_LOCK_PER_PROCESS) {
      try (FileChannel channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (!lock.isValid() || Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
          return false;
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        return true;
      }
    }
  }

  private static final class Deleting extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException fault)
        throws IOException {
      if (fault != null) {
        throw fault;
      }
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
