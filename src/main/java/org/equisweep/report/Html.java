package org.equisweep.report;

import java.util.regex.Pattern;

/** HTML written piece by piece; text and attribute values are escaped, tags are the caller's. */
final class Html {
  private static final Pattern SUBSCRIPT = Pattern.compile("(Π|H)_(ℰ|Tℒ|G)");

  private final StringBuilder page = new StringBuilder();

  /** Markup of ours, as it is. */
  Html markup(String markup) {
    page.append(markup);
    return this;
  }

  /** Text of anyone's. */
  Html text(String text) {
    page.append(escape(text));
    return this;
  }

  /**
   * Words of ours with symbols in them: {@code Π_ℰ} and {@code H_G} get their subscripts, and no
   * line ends before or after a minus sign.
   */
  Html symbols(String words) {
    String whole = escape(words).replace(" − ", "\u00a0−\u00a0");
    return markup(SUBSCRIPT.matcher(whole).replaceAll("$1<sub>$2</sub>"));
  }

  /** An element that holds text only. */
  Html element(String tag, String text) {
    return markup("<" + tag + ">").text(text).markup("</" + tag + ">");
  }

  /** An element with a class that holds text only. */
  Html element(String tag, String style, String text) {
    return markup("<" + tag + " class=\"" + style + "\">").text(text).markup("</" + tag + ">");
  }

  /** The text that {@link #escape} made harmless. */
  static String unescape(String escaped) {
    return escaped
        .replace("&#39;", "'")
        .replace("&quot;", "\"")
        .replace("&gt;", ">")
        .replace("&lt;", "<")
        .replace("&amp;", "&");
  }

  /** The text with everything that means something in HTML, in attributes too, made harmless. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(isHarmful(c) ? '\ufffd' : c);
      }
    }
    return escaped.toString();
  }

  /** Controls, and marks that turn the reading direction of what follows. */
  private static boolean isHarmful(char c) {
    boolean control = (c < ' ' && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0);
    return control || (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
