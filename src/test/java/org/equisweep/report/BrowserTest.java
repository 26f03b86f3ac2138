package org.equisweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import org.equisweep.statistics.SampleSweep;
import org.equisweep.table.SweepFolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The page in Chromium; skipped where neither EQUISWEEP_CHROMIUM nor Debian's path has one. */
class BrowserTest {
  private static final Path CHROMIUM = path("EQUISWEEP_CHROMIUM", "/usr/bin/chromium");
  private static final Path DRIVER = path("EQUISWEEP_CHROMEDRIVER", "/usr/bin/chromedriver");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String HOSTILE =
      "</script><script>window.hacked=1</script><img src=x onerror=window.hacked=1>";

  private static ChromeDriver browser;
  @TempDir static Path profile;
  @TempDir Path folder;

  private static Path path(String variable, String usual) {
    return Path.of(System.getenv().getOrDefault(variable, usual));
  }

  @BeforeAll
  static void open() {
    assumeTrue(Files.isExecutable(CHROMIUM), CHROMIUM + " is not there: apt-get install chromium");
    assumeTrue(
        Files.isExecutable(DRIVER), DRIVER + " is not there: apt-get install chromium-driver");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
        "--user-data-dir=" + profile);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .build();
    browser = new ChromeDriver(service, options);
    browser.manage().timeouts().scriptTimeout(PATIENCE).pageLoadTimeout(PATIENCE);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.quit();
    }
  }

  private void load(SampleSweep sample, String scheme) throws IOException {
    Files.createDirectories(folder.resolve("_commits"));
    sample.write(folder);
    File page = new File(Report.write(SweepFolder.open(folder.toString())).path());
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    browser.manage().window().setSize(new Dimension(1280, 1600));
    drainLogs();
    browser.get(page.toURI().toString());
    assertThat(script("return document.documentElement.dataset.ready")).isEqualTo("true");
  }

  private static void drainLogs() {
    browser.manage().logs().get(LogType.BROWSER);
    browser.manage().logs().get(LogType.PERFORMANCE);
  }

  private static Object script(String body) {
    return browser.executeScript(body);
  }

  private static void requireQuiet() {
    assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
        .extracting(LogEntry::getMessage)
        .isEmpty();
    for (LogEntry entry : browser.manage().logs().get(LogType.PERFORMANCE)) {
      if (entry.getMessage().contains("\"Network.requestWillBeSent\"")) {
        assertThat(entry.getMessage()).containsAnyOf("\"url\":\"file:", "\"url\":\"data:");
        assertThat(entry.getMessage()).doesNotContain("\"url\":\"http");
      }
    }
  }

  private static void requireAccessible() {
    List<Rule> violations =
        new AxeBuilder()
            .analyze(browser).getViolations().stream()
                .filter(rule -> Set.of("serious", "critical").contains(rule.getImpact()))
                .toList();
    assertThat(violations)
        .extracting(rule -> rule.getId() + ": " + rule.getNodes().get(0).getHtml())
        .isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"light", "dark"})
  void drawsEverythingQuietlyAndAccessibly(String scheme) throws IOException {
    load(new SampleSweep().rates(1e-4, 1e-3).withFilters().ends("nominal", 3, "diverged"), scheme);
    List<WebElement> charts = browser.findElements(By.className("chart"));
    assertThat(charts).hasSizeGreaterThan(8);
    for (WebElement chart : charts) {
      assertThat(chart.findElements(By.cssSelector("svg path"))).isNotEmpty();
      assertThat(chart.getDomAttribute("aria-label")).isNotBlank();
    }
    assertThat(script("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo(scheme.equals("dark") ? "rgb(21, 24, 28)" : "rgb(255, 255, 255)");
    requireQuiet();
    requireAccessible();
  }

  @Test
  void theFigureHasALinePerRunAndAMedianPerStrategy() throws IOException {
    load(new SampleSweep().seeds(10), "light");
    long thin =
        (Long)
            script(
                "return document.querySelectorAll('#drift-chart path[stroke-opacity=\"0.28\"]').length");
    long thick =
        (Long)
            script(
                "return document.querySelectorAll('#drift-chart path[stroke-width=\"3\"]').length");
    assertThat(thin).isEqualTo(30);
    assertThat(thick).isEqualTo(3);
  }

  @Test
  void theArmsOfSeveralSettingsShareTheMainFigureWhereColoursSuffice() throws IOException {
    load(new SampleSweep().rates(1e-4, 1e-3).seeds(4).withFilters(), "light");
    String medians =
        "return document.querySelectorAll('#during-panels path[stroke-width=\"3\"]').length";
    String panels = "return document.querySelectorAll('#during-panels .panel').length";
    assertThat(script(panels)).isEqualTo(1L);
    assertThat(script(medians)).isEqualTo(6L);
    assertThat(script("return document.querySelectorAll('#during-key li').length")).isEqualTo(6L);
    requireQuiet();
    load(new SampleSweep().rates(1e-4, 5e-4, 1e-3).seeds(4), "light");
    assertThat(script(panels)).isEqualTo(3L);
  }

  @Test
  void changingTheColourSchemeRedrawsTheCharts() throws IOException {
    load(new SampleSweep(), "light");
    String before = (String) script("return document.getElementById('drift-chart').innerHTML");
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    script("return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    assertThat((String) script("return document.getElementById('drift-chart').innerHTML"))
        .isNotEqualTo(before)
        .containsIgnoringCase("#56b4e9");
  }

  @Test
  void paperIsLightWhateverTheScreenIs() throws IOException {
    load(new SampleSweep(), "dark");
    script("dispatchEvent(new Event('beforeprint'))");
    assertThat((String) script("return document.getElementById('drift-chart').innerHTML"))
        .containsIgnoringCase("#0072b2")
        .doesNotContainIgnoringCase("#56b4e9");
    script("dispatchEvent(new Event('afterprint'))");
    assertThat((String) script("return document.getElementById('drift-chart').innerHTML"))
        .containsIgnoringCase("#56b4e9");
  }

  @Test
  void choosingASettingDrawsIt() throws IOException {
    load(new SampleSweep().rates(1e-4, 1e-3), "light");
    String before = (String) script("return document.getElementById('drift-chart').innerHTML");
    script(
        "const s = document.getElementById('drift-choice-setting'); s.value = '1';"
            + " s.dispatchEvent(new Event('change'))");
    assertThat((String) script("return document.getElementById('drift-chart').innerHTML"))
        .isNotEqualTo(before);
    requireQuiet();
  }

  @Test
  void tablesSortByValue() throws IOException {
    load(new SampleSweep().rates(1e-4, 1e-3), "light");
    script(
        "[...document.querySelectorAll('#cells ~ .scroll th button')]"
            + ".find(b => b.textContent === 'drift ratio').click()");
    @SuppressWarnings("unchecked")
    List<String> sorted =
        (List<String>)
            script(
                "const t = document.querySelector('#cells ~ .scroll table');"
                    + " const c = [...t.tHead.rows[0].cells].findIndex(h => h.ariaSort);"
                    + " return [...t.tBodies[0].rows].map(r => r.cells[c].dataset.value)");
    assertThat(sorted).hasSize(6);
    assertThat(sorted.stream().map(Double::valueOf).toList()).isSorted();
  }

  @Test
  void hostileNamesRunNothing() throws IOException {
    load(
        new SampleSweep()
            .named(HOSTILE, HOSTILE)
            .strategies("augmented", HOSTILE, "__proto__", "{sub|a}")
            .groups(HOSTILE, "constructor")
            .ends("augmented", 1, "failed")
            .reason(HOSTILE),
        "light");
    assertThat(script("for (const inherited in {}) return inherited")).isNull();
    assertThat(script("return window.hacked === undefined")).isEqualTo(true);
    assertThat(script("return document.querySelectorAll('img').length")).isEqualTo(0L);
    assertThat(browser.findElement(By.tagName("h1")).getText()).isEqualTo(HOSTILE);
    requireQuiet();
  }

  @ParameterizedTest(name = "{0} wide")
  @ValueSource(ints = {390, 800, 1600})
  void theTextNeverNeedsSidewaysScrolling(int width) throws IOException {
    load(new SampleSweep().rates(1e-4, 1e-3), "light");
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    try {
      assertThat((Long) script("return document.documentElement.scrollWidth"))
          .isLessThanOrEqualTo(width);
    } finally {
      browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }
  }

  @Test
  void oneTrialAndNoneAreDrawnQuietly() throws IOException {
    load(new SampleSweep().strategies("nominal").seeds(1), "light");
    requireQuiet();
    load(new SampleSweep().strategies("nominal").seeds(1).epochs(0), "dark");
    requireQuiet();
    load(new SampleSweep().seeds(0), "light");
    requireQuiet();
  }
}
