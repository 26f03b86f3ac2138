package org.equisweep.table;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.equisweep.problem.InvalidInput;
import org.equisweep.storage.Storage;
import org.jspecify.annotations.Nullable;

/**
 * A lock where there are no locks: a file put if absent, whose owner renews it. One that has not
 * been renewed for a while is its owner's, who died, and is taken over. Two owners at once, after a
 * pause as long as that, do no harm: commit records decide between them.
 */
final class RemoteLock implements SweepFolder.Hold {
  private static final Duration RENEWED = Duration.ofSeconds(20);
  private static final Duration DEAD = Duration.ofMinutes(3);

  private final String path;
  private final String owner;
  private final String token = UUID.randomUUID().toString();
  private final ScheduledExecutorService renewal =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "equisweep-lock");
            thread.setDaemon(true);
            return thread;
          });

  private RemoteLock(String path, String owner) {
    this.path = path;
    this.owner = owner;
  }

  static @Nullable RemoteLock tryTake(String path, String owner) {
    RemoteLock lock = new RemoteLock(path, owner);
    if (!Storage.createIfAbsent(path, lock.content())) {
      if (isAlive(path)) {
        lock.renewal.shutdown();
        return null;
      }
      Storage.replaceAtomically(path, lock.content());
    }
    lock.renewal.scheduleAtFixedRate(
        lock::renew, RENEWED.toMillis(), RENEWED.toMillis(), TimeUnit.MILLISECONDS);
    return lock;
  }

  /** The owner's words, then its token, then when it was last alive. */
  private byte[] content() {
    return (owner.strip() + "\n" + token + "\n" + Instant.now() + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isAlive(String path) {
    try {
      String[] lines = new String(Storage.read(path), StandardCharsets.UTF_8).split("\n");
      return Instant.parse(lines[lines.length - 1]).isAfter(Instant.now().minus(DEAD));
    } catch (DateTimeParseException | InvalidInput e) {
      // unreadable, or released since it was found
      return false;
    }
  }

  private void renew() {
    if (isOurs()) {
      Storage.replaceAtomically(path, content());
    }
  }

  private boolean isOurs() {
    return Storage.exists(path)
        && new String(Storage.read(path), StandardCharsets.UTF_8).contains(token);
  }

  @Override
  public void close() {
    renewal.shutdownNow();
    if (isOurs()) {
      Storage.delete(path);
    }
  }
}
