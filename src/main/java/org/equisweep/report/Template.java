package org.equisweep.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page's frame, from resources: {@code page.html} with the style, the plotting library and our
 * scripts inlined. Its content policy names the scripts by their digest and forbids every request,
 * so that no name or reason from a sweep could run or load anything even if it escaped.
 */
final class Template {
  private Template() {}

  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");
  private static final List<String> SCRIPTS =
      List.of("theme.js", "drift.js", "during.js", "panels.js", "bars.js", "tables.js", "page.js");

  /** The page with these places filled; the values are HTML already. */
  static String fill(Map<String, String> places) {
    String library = resource(Vendored.ECHARTS);
    StringBuilder ours = new StringBuilder("'use strict';\n");
    for (String script : SCRIPTS) {
      ours.append(resource(script));
    }
    Map<String, String> own =
        Map.of(
            "style", resource("page.css"),
            "library", library,
            "scripts", ours.toString(),
            "policy", policy(library, ours.toString()));
    Matcher place = PLACE.matcher(resource("page.html"));
    StringBuilder page = new StringBuilder(1 << 21);
    while (place.find()) {
      String value =
          own.containsKey(place.group(1)) ? own.get(place.group(1)) : places.get(place.group(1));
      if (value == null) {
        throw new IllegalStateException("page.html has a place nobody fills: " + place.group());
      }
      place.appendReplacement(page, Matcher.quoteReplacement(value));
    }
    return place.appendTail(page).toString();
  }

  private static String policy(String... scripts) {
    StringBuilder policy = new StringBuilder("default-src 'none'; style-src 'unsafe-inline'; ");
    policy.append("img-src data:; base-uri 'none'; form-action 'none'; script-src");
    for (String script : scripts) {
      policy.append(" 'sha256-").append(digest(script)).append("'");
    }
    return policy.toString();
  }

  private static String digest(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String resource(String name) {
    try (InputStream stream = Template.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("resource " + name + " is missing from the jar");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
