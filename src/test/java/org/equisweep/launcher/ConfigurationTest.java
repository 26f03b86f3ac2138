package org.equisweep.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.apache.spark.launcher.JavaModuleOptions;
import org.apache.spark.serializer.KryoRegistrator;
import org.apache.spark.serializer.Serializer;
import org.junit.jupiter.api.Test;

/** The files of conf/ agree with Spark and with the engine. */
class ConfigurationTest {
  @Test
  void the_flags_are_those_of_this_Spark_and_ours() throws IOException {
    List<String> ours =
        List.of(
            "-Dfile.encoding=UTF-8",
            "-Dorg.bytedeco.javacpp.maxbytes=0",
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=0");
    assertThat(flags()).contains("--add-modules=jdk.incubator.vector").containsAll(ours);
    List<String> rest =
        flags().stream()
            .filter(flag -> !ours.contains(flag) && !flag.startsWith("-XX:CompileCommand="))
            .toList();
    assertThat(rest)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.asList(JavaModuleOptions.defaultModuleOptionArray()));
  }

  /** The JIT takes no notice of a method that is not there. */
  @Test
  void the_methods_to_inline_exist() throws Exception {
    String inline = "-XX:CompileCommand=inline,";
    List<String> methods =
        flags().stream()
            .filter(flag -> flag.startsWith(inline))
            .map(flag -> flag.substring(inline.length()))
            .toList();
    assertThat(methods).isNotEmpty();
    for (String method : methods) {
      String[] names = method.split("::");
      assertThat(Class.forName(names[0]).getDeclaredMethods())
          .extracting(Method::getName)
          .as(method)
          .contains(names[1]);
    }
  }

  /** spark-submit refuses -Xmx among a driver's options; JVMs read the file without a shell. */
  @Test
  void a_flag_is_one_word_without_quotes_and_no_heap_size() throws IOException {
    assertThat(flags())
        .noneMatch(flag -> flag.startsWith("-Xm"))
        .allMatch(f -> f.matches("[^\\s\"'\\\\]+"));
  }

  @Test
  void the_Spark_settings_name_classes_that_exist() throws Exception {
    Properties settings = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of("conf/spark-defaults.conf"))) {
      settings.load(reader);
    }
    assertThat(settings.stringPropertyNames()).allMatch(key -> key.startsWith("spark."));
    assertThat(Class.forName(settings.getProperty("spark.serializer")))
        .isAssignableTo(Serializer.class);
    assertThat(Class.forName(settings.getProperty("spark.kryo.registrator")))
        .isAssignableTo(KryoRegistrator.class);
  }

  private static List<String> flags() throws IOException {
    return Files.readAllLines(Path.of("conf/jvm.options")).stream()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
