package org.equisweep.table;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.jspecify.annotations.Nullable;

/**
 * A folder of the local file system, or a network one that looks local. Nothing is forced to disk:
 * what a power failure tears is found by its checksum and trained again.
 */
final class LocalFolder implements Folder {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path root;

  LocalFolder(Path root) {
    this.root = root;
  }

  @Override
  public List<Entry> list(String subfolder) {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(root.resolve(subfolder))) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (!name.startsWith(".") && Files.isRegularFile(file)) {
          entries.add(new Entry(name, Files.size(file)));
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    entries.sort(Comparator.comparing(Entry::name));
    return entries;
  }

  @Override
  public boolean exists(String name) {
    return Files.exists(root.resolve(name));
  }

  @Override
  public void make(String subfolder) {
    try {
      Files.createDirectories(root.resolve(subfolder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<String> names(String subfolder) {
    try (Stream<Path> content = Files.list(root.resolve(subfolder))) {
      return content.map(path -> String.valueOf(path.getFileName())).sorted().toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public byte[] read(String name) {
    try {
      return Files.readAllBytes(root.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void write(String name, byte[] content) {
    try {
      Path file = withParents(name);
      Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public OutputStream create(String name) {
    try {
      return new BufferedOutputStream(
          Files.newOutputStream(
              withParents(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
          BUFFER_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean createIfAbsent(String name, byte[] content) {
    try {
      Path file = withParents(name);
      if (Files.exists(file)) {
        return false;
      }
      Path draft = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
      Files.write(draft, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      try {
        // a hard link appears with the whole content, or fails because the name is taken
        Files.createLink(file, draft);
        return true;
      } catch (FileAlreadyExistsException e) {
        return false;
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void move(String from, String to) {
    try {
      Files.move(root.resolve(from), withParents(to), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void delete(String name) {
    Path target = root.resolve(name);
    if (!Files.exists(target)) {
      return;
    }
    try (Stream<Path> below = Files.walk(target)) {
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public InputFile input(String name) {
    return new LocalInputFile(root.resolve(name));
  }

  @Override
  public SweepFolder.@Nullable Hold tryHold(String name, String owner) {
    try {
      return LocalLock.tryTake(withParents(name), owner);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path withParents(String name) throws IOException {
    Path file = root.resolve(name);
    Path parent = file.getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      Files.createDirectories(parent);
    }
    return file;
  }
}
