package org.equisweep.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * An exclusive lock of the operating system: it dies with its process, so that a killed run blocks
 * nobody. The file stays when the lock goes: removing it would let two processes lock two files of
 * one name.
 */
final class LocalLock implements SweepFolder.Hold {
  private final FileChannel channel;

  private LocalLock(FileChannel channel) {
    this.channel = channel;
  }

  static @Nullable LocalLock tryTake(Path file, String owner) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      return null;
    }
    channel.truncate(0);
    ByteBuffer words = ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8));
    while (words.hasRemaining()) {
      channel.write(words);
    }
    return new LocalLock(channel);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
