package org.equisweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTest {
  @Test
  void textCannotBecomeMarkup() {
    assertThat(new Html().element("p", "<img src=x onerror='a(\"b\")'> & more").toString())
        .isEqualTo("<p>&lt;img src=x onerror=&#39;a(&quot;b&quot;)&#39;&gt; &amp; more</p>");
  }

  @Test
  void controlsAndReadingDirectionsAreReplaced() {
    assertThat(Html.escape("a\u0000b\u001b[31mc\u202ed\u2066"))
        .isEqualTo("a\ufffdb\ufffd[31mc\ufffdd\ufffd");
    assertThat(Html.escape("tab\tline\n")).isEqualTo("tab\tline\n");
  }

  @Test
  void symbolsGetTheirSubscripts() {
    assertThat(new Html().symbols("‖A − Π_ℰA‖ < H_G").toString())
        .isEqualTo("‖A\u00a0−\u00a0Π<sub>ℰ</sub>A‖ &lt; H<sub>G</sub>");
  }
}
