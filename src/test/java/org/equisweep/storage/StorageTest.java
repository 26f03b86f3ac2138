package org.equisweep.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.equisweep.problem.InvalidInput;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One contract for local files, a file system that renames, and one that puts conditionally. */
class StorageTest {
  @TempDir Path folder;

  /** The ways to the same local folder. */
  enum Way {
    PATH(""),
    FILE_URI("file://"),
    RENAMING("viewfs://"),
    PUTTING("mock://");

    final String prefix;

    Way(String prefix) {
      this.prefix = prefix;
    }
  }

  @BeforeAll
  static void installFileSystems() {
    Storage.configure(
        java.util.Map.of(
            "fs.mock.impl", Mock.class.getName(),
            "fs.mock.impl.disable.cache", "true",
            "fs.viewfs.impl", Renaming.class.getName(),
            "fs.viewfs.impl.disable.cache", "true",
            "fs.AbstractFileSystem.viewfs.impl", RenamingContext.class.getName()));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aFileIsReadBackWithItsSizeAndDigest(Way way) throws IOException {
    String path = path(way, "deep/er/a.txt");
    assertThat(Storage.exists(path)).isFalse();
    Storage.replaceAtomically(path, "abc".getBytes(UTF_8));
    assertThat(Storage.exists(path)).isTrue();
    assertThat(Storage.size(path)).isEqualTo(3);
    assertThat(Storage.read(path)).isEqualTo("abc".getBytes(UTF_8));
    assertThat(Storage.sha256(path))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    try (InputStream in = Storage.open(path)) {
      assertThat(in.read()).isEqualTo('a');
    }
    Storage.replaceAtomically(path, "d".getBytes(UTF_8));
    assertThat(Storage.read(path)).isEqualTo("d".getBytes(UTF_8));
    assertThat(Storage.list(path(way, "deep/er"))).containsExactly("a.txt");
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void theFirstWriterWins(Way way) {
    String path = path(way, "commits/one.json");
    assertThat(Storage.createIfAbsent(path, "first".getBytes(UTF_8))).isTrue();
    assertThat(Storage.createIfAbsent(path, "second".getBytes(UTF_8))).isFalse();
    assertThat(Storage.read(path)).isEqualTo("first".getBytes(UTF_8));
    assertThat(Storage.list(path(way, "commits"))).containsExactly("one.json");
  }

  @ParameterizedTest
  @EnumSource(
      value = Way.class,
      names = {"PATH", "FILE_URI"})
  void ofManyWritersAtOnceExactlyOneWins(Way way) throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 20; round++) {
        String path = path(way, "race" + round);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Boolean>> won = new ArrayList<>();
        for (int w = 0; w < 8; w++) {
          byte[] content = ("writer " + w).repeat(1000).getBytes(UTF_8);
          won.add(
              writers.submit(
                  () -> {
                    start.await();
                    return Storage.createIfAbsent(path, content);
                  }));
        }
        start.countDown();
        List<Integer> winners = new ArrayList<>();
        for (int w = 0; w < 8; w++) {
          if (won.get(w).get()) {
            winners.add(w);
          }
        }
        assertThat(winners).hasSize(1);
        assertThat(Storage.read(path))
            .isEqualTo(("writer " + winners.get(0)).repeat(1000).getBytes(UTF_8));
      }
    } finally {
      writers.shutdownNow();
    }
  }

  @Test
  void withoutHardLinksALockDecides() throws IOException {
    Path target = folder.resolve("target");
    Path first = Files.writeString(folder.resolve("first"), "first");
    Path second = Files.writeString(folder.resolve("second"), "second");
    assertThat(LocalStore.moveUnderLock(target, first)).isTrue();
    assertThat(LocalStore.moveUnderLock(target, second)).isFalse();
    assertThat(target).hasContent("first");
    assertThat(Storage.list(folder.toString())).containsExactly("second", "target");
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void directoriesAreMadeListedAndDeleted(Way way) throws IOException {
    String directory = path(way, "a/b");
    assertThat(Storage.list(directory)).isEmpty();
    Storage.mkdirs(directory);
    Storage.mkdirs(directory);
    assertThat(Storage.isDirectory(directory)).isTrue();
    try (OutputStream out = Storage.create(Storage.resolve(directory, "y"))) {
      out.write(1);
    }
    Storage.create(Storage.resolve(directory, "x")).close();
    assertThat(Storage.list(directory)).containsExactly("x", "y");
    Storage.rename(Storage.resolve(directory, "y"), Storage.resolve(directory, "x"));
    assertThat(Storage.list(directory)).containsExactly("x");
    assertThat(Storage.size(Storage.resolve(directory, "x"))).isEqualTo(1);
    assertThat(Storage.delete(path(way, "a"))).isTrue();
    assertThat(Storage.delete(path(way, "a"))).isFalse();
    assertThat(Storage.exists(directory)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void whatIsMissingOrADirectoryIsAnInvalidInputWithItsPath(Way way) {
    String missing = path(way, "missing.npy");
    Storage.mkdirs(path(way, "folder"));
    for (String path : List.of(missing, path(way, "folder"))) {
      assertThatThrownBy(() -> Storage.open(path))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining(path);
      assertThatThrownBy(() -> Storage.size(path)).isInstanceOf(InvalidInput.class);
      assertThatThrownBy(() -> Storage.sha256(path)).isInstanceOf(InvalidInput.class);
    }
    assertThatThrownBy(() -> Storage.open(missing)).hasMessageContaining("does not exist");
  }

  @Test
  void aFileWhereADirectoryMustBeIsAnInvalidInput() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> Storage.mkdirs(file.toString()))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(file.toString());
    assertThatThrownBy(() -> Storage.createIfAbsent(file + "/under", new byte[0]))
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> Storage.list(file.toString())).isInstanceOf(InvalidInput.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "nosuchscheme://host/file", "a\0b", "mock://%zz/a"})
  void aPathThatNamesNothingIsAnInvalidInput(String path) {
    assertThatThrownBy(() -> Storage.open(path)).isInstanceOf(InvalidInput.class);
  }

  @Test
  void aReferenceIsAbsoluteAndByContent() throws IOException {
    Path file = Files.writeString(folder.resolve("x.npy"), "content");
    FileRef reference = Storage.reference("file://" + file);
    assertThat(reference.path()).isEqualTo(file.toString());
    assertThat(reference.sha256()).isEqualTo(Storage.sha256(file.toString()));
    assertThat(Storage.absolute("s3a://bucket/x")).isEqualTo("s3a://bucket/x");
  }

  private String path(Way way, String name) {
    return way.prefix + folder.resolve(name);
  }

  /** A local file system under another scheme. */
  static class Mock extends RawLocalFileSystem {
    @Override
    public java.net.URI getUri() {
      return java.net.URI.create("mock:///");
    }

    @Override
    public String getScheme() {
      return "mock";
    }
  }

  /** One under a scheme whose rename does not replace, as HDFS's. */
  static class Renaming extends RawLocalFileSystem {
    @Override
    public java.net.URI getUri() {
      return java.net.URI.create("viewfs:///");
    }

    @Override
    public boolean rename(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to)
        throws IOException {
      return !exists(to) && super.rename(from, to);
    }
  }

  /** The same for Hadoop's other interface. */
  static class RenamingContext extends org.apache.hadoop.fs.DelegateToFileSystem {
    RenamingContext(java.net.URI uri, org.apache.hadoop.conf.Configuration configuration)
        throws IOException, java.net.URISyntaxException {
      super(uri, new Renaming(), configuration, "viewfs", false);
    }
  }
}
