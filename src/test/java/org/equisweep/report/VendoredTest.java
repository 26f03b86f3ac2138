package org.equisweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class VendoredTest {
  @Test
  void thePlottingLibraryIsTheOneThatWasFetched() throws Exception {
    assertThat(sha256(read(Vendored.ECHARTS))).isEqualTo(Vendored.ECHARTS_SHA256);
    assertThat(text("vendor/echarts-6.1.0/README.md")).contains(Vendored.ECHARTS_SHA256);
  }

  @Test
  void itsLicenceAndNoticeComeWithIt() throws IOException {
    assertThat(text("vendor/echarts-6.1.0/LICENSE")).contains("Apache License");
    assertThat(text("vendor/echarts-6.1.0/NOTICE")).contains("Apache ECharts");
    assertThat(text("vendor/echarts-6.1.0/licenses/LICENSE-d3")).contains("Redistribution");
  }

  @Test
  void itCanStandInAScriptElement() throws IOException {
    assertThat(text(Vendored.ECHARTS)).doesNotContain("</script", "<!--", "\r");
  }

  private static String text(String resource) throws IOException {
    return new String(read(resource), StandardCharsets.UTF_8);
  }

  private static byte[] read(String resource) throws IOException {
    try (InputStream stream = Vendored.class.getResourceAsStream(resource)) {
      assertThat(stream).as(resource).isNotNull();
      return stream.readAllBytes();
    }
  }

  private static String sha256(byte[] content) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }
}
