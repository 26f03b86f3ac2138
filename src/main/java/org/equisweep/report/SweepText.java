package org.equisweep.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.equisweep.table.SweepFolder;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What the sweep calls itself, and its file as run. Read as plain YAML: the page must come out even
 * where the data the file names are gone.
 */
record SweepText(String name, String about, String yaml) {

  static SweepText read(SweepFolder folder) {
    Path file = Path.of(folder.sweepPath());
    String fallback = String.valueOf(Path.of(folder.path()).getFileName());
    if (!Files.exists(file)) {
      return new SweepText(fallback, "", "");
    }
    try {
      String yaml = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      Map<?, ?> keys = keys(yaml);
      return new SweepText(text(keys, "sweep", fallback), text(keys, "about", ""), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<?, ?> keys(String yaml) {
    try {
      Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
      return root instanceof Map<?, ?> keys ? keys : Map.of();
    } catch (YAMLException e) {
      return Map.of();
    }
  }

  private static String text(Map<?, ?> keys, String key, String fallback) {
    Object value = keys.get(key);
    String text = value == null ? "" : value.toString().strip();
    return text.isEmpty() ? fallback : text;
  }
}
