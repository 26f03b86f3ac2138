package org.equisweep.report;

import java.util.List;

/** A captioned table; its columns can be sorted where it says so. */
final class HtmlTable {
  private final Html html;
  private final List<Heading> headings;

  /**
   * @param isNumber aligned to the right, sorted by value
   * @param title what the heading means, for a pointer that rests on it; may be empty
   */
  record Heading(String text, boolean isNumber, String title) {
    static Heading words(String text) {
      return new Heading(text, false, "");
    }

    static Heading number(String text, String title) {
      return new Heading(text, true, title);
    }
  }

  /** A cell's text, and the number behind it. */
  record Entry(String text, double value) {
    static Entry words(String text) {
      return new Entry(text, Double.NaN);
    }

    static Entry number(double value) {
      return new Entry(Figures.of(value), value);
    }

    static Entry whole(long value) {
      return new Entry(Figures.whole(value), value);
    }

    static Entry percent(double fraction) {
      return new Entry(Figures.percent(fraction), fraction);
    }

    static Entry seconds(double seconds) {
      return new Entry(Figures.seconds(seconds), seconds);
    }
  }

  HtmlTable(Html html, String caption, boolean sortable, List<Heading> headings) {
    this.html = html;
    this.headings = headings;
    html.markup("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
        .text(caption)
        .markup("\"><table")
        .markup(sortable ? " class=\"sortable\"" : "")
        .markup(">")
        .markup("<caption>")
        .symbols(caption)
        .markup("</caption>")
        .markup("<thead><tr>");
    for (Heading heading : headings) {
      html.markup("<th scope=\"col\"")
          .markup(heading.isNumber() ? " class=\"number\"" : "")
          .markup(
              heading.title().isEmpty() ? "" : " title=\"" + Html.escape(heading.title()) + "\"")
          .markup(">")
          .symbols(heading.text())
          .markup("</th>");
    }
    html.markup("</tr></thead><tbody>");
  }

  /** One row; its first entry heads it. */
  void row(List<Entry> entries) {
    html.markup("<tr>");
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      String tag = i == 0 ? "th scope=\"row\"" : "td";
      html.markup("<" + tag);
      if (headings.get(i).isNumber()) {
        html.markup(" class=\"number\" data-value=\"" + entry.value() + "\"");
      }
      html.markup(">").text(entry.text()).markup(i == 0 ? "</th>" : "</td>");
    }
    html.markup("</tr>");
  }

  void end() {
    html.markup("</tbody></table></div>");
  }
}
