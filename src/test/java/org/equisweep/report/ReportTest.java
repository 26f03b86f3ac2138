package org.equisweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.equisweep.problem.InvalidInput;
import org.equisweep.statistics.SampleSweep;
import org.equisweep.table.OptimiserTable;
import org.equisweep.table.Row;
import org.equisweep.table.SweepFolder;
import org.equisweep.table.TableReader;
import org.equisweep.table.Tables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final int LARGEST_PAGE = 5_000_000;

  /** The data, the library, ours. */
  private static final int SCRIPTS = 3;

  @TempDir Path folder;

  @BeforeEach
  void makeSweepFolder() throws IOException {
    Files.createDirectories(folder.resolve("_commits"));
  }

  @Test
  void theFindingOfThePageWrittenLastIsReadBack() {
    new SampleSweep().strategies("equivariant", "a <b> & 'c'").write(folder);
    SweepFolder sweep = SweepFolder.open(folder.toString());
    assertThat(Report.last(sweep)).isEmpty();
    Report.Written written = Report.write(sweep);
    assertThat(Report.last(sweep)).contains(written);
  }

  private String finding(SampleSweep sample) {
    sample.write(folder);
    return Report.write(SweepFolder.open(folder.toString())).finding();
  }

  private String page(SampleSweep sample) throws IOException {
    finding(sample);
    return Files.readString(folder.resolve("report.html"));
  }

  private static JsonNode data(String page) throws IOException {
    String open = "<script type=\"application/json\" id=\"data\">";
    int start = page.indexOf(open) + open.length();
    return new ObjectMapper().readTree(page.substring(start, page.indexOf("</script>", start)));
  }

  @Test
  void theFindingSaysWhoStaysAndWhoDriftsHowMuch() {
    assertThat(finding(new SampleSweep().seeds(30)))
        .matches(
            "Equivariant runs stay on ℰ to rounding \\(largest distance 4\\.\\d×10⁻⁸\\); augmented"
                + " runs leave it by 0\\.0\\d\\d? per unit travelled, against 0\\.\\d+ for nominal"
                + " \\(medians of 30 runs each; ratio 0\\.1\\d\\)\\.");
  }

  @Test
  void overSeveralSettingsItSaysInHowManyTheOrderHolds() {
    assertThat(finding(new SampleSweep().rates(1e-4, 1e-3).seeds(5)))
        .contains("medians of 10 runs each over 2 settings")
        .contains("augmented drifts less in all of them");
  }

  @Test
  void oneRunOfOneStrategyIsToldAsOne() {
    assertThat(finding(new SampleSweep().strategies("augmented").seeds(1)))
        .matches(
            "The augmented run leaves ℰ by 0\\.0\\d+ per unit travelled, ending 0\\.0\\d+ from ℰ"
                + " after 0\\.\\d+\\.");
  }

  @Test
  void runsThatStartOffAreNotSaidToLeave() {
    assertThat(finding(new SampleSweep().strategies("nominal").seeds(5).startsOff(1.5)))
        .matches(
            "Nominal runs start 1\\.5 from ℰ and end 1\\.\\d from it, having travelled 0\\.\\d+"
                + " \\(medians of 5 runs\\)\\.");
  }

  @Test
  void onlyStayingRunsAreToldAlone() {
    assertThat(finding(new SampleSweep().strategies("equivariant").seeds(4)))
        .matches("Equivariant runs stay on ℰ to rounding \\(largest distance [0-9.×⁻⁰-⁹10]+\\)\\.");
  }

  @Test
  void runsThatDidNotFinishAreCountedAndLeftOutOfMedians() {
    SampleSweep sample =
        new SampleSweep()
            .seeds(10)
            .ends("nominal", 1, "diverged")
            .ends("nominal", 2, "failed")
            .ends("augmented", 3, "timeout");
    assertThat(finding(sample))
        .contains("medians of 8 to 9 runs each")
        .endsWith("Not finished: 1 trial diverged, 1 trial failed, 1 trial timed out.");
  }

  @Test
  void whereNothingFinishedItSaysSo() throws IOException {
    SampleSweep sample =
        new SampleSweep()
            .strategies("nominal")
            .seeds(2)
            .ends("nominal", 0, "failed")
            .ends("nominal", 1, "failed");
    String page = page(sample);
    assertThat(page)
        .contains("No trial finished: 2 trials failed.")
        .contains("What did not finish")
        .contains("No state of any trial was recorded")
        .doesNotContain("id=\"drift-chart\"");
  }

  @Test
  void runsThatDidNotMoveHaveNoDrift() {
    assertThat(finding(new SampleSweep().strategies("nominal", "augmented").epochs(0)))
        .isNotEmpty()
        .doesNotContain("NaN");
  }

  @Test
  void anEmptySweepHasAPage() throws IOException {
    assertThat(page(new SampleSweep().seeds(0))).contains("No trial is published yet.");
  }

  @Test
  void beforePublicationThereIsNone() {
    SweepFolder empty = SweepFolder.open(folder.toString());
    assertThatThrownBy(() -> Report.write(empty))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("publish");
  }

  @Test
  void missingTablesLeaveTheirSectionsOut() throws IOException {
    new SampleSweep().rates(1e-4, 1e-3).write(folder);
    for (String table : List.of("trajectories", "geometry", "cells", "comparisons", "importance")) {
      Files.delete(folder.resolve(table).resolve("part-0.parquet"));
    }
    Files.delete(folder.resolve("sweep.yaml"));
    Report.write(SweepFolder.open(folder.toString()));
    assertThat(Files.readString(folder.resolve("report.html")))
        .contains("per unit travelled")
        .contains("<h1>" + folder.getFileName() + "</h1>")
        .doesNotContain(
            "id=\"drift-chart\"", "id=\"geometry\"", "id=\"cells\"", "id=\"importance\"");
  }

  @Test
  void likeReasonsStandTogether() throws IOException {
    SampleSweep sample = new SampleSweep().seeds(10);
    for (int seed = 0; seed < 5; seed++) {
      sample.ends("nominal", seed, "failed");
    }
    assertThat(page(sample)).contains("<td class=\"number\" data-value=\"5.0\">5</td>");
  }

  @Test
  void theFigureIsOverTheLayersOnWhichTheGroupActs() throws IOException {
    JsonNode cell = data(page(new SampleSweep().strategies("nominal"))).at("/settings/0/cells/0");
    assertThat(cell.get("layers").asText()).isEqualTo("layers 1 and 2");
    JsonNode run = cell.at("/runs/0");
    int last = run.get("x").size() - 1;
    double travelled = lastState("distance_travelled");
    assertThat(run.get("x").get(last).asDouble() / travelled)
        .isCloseTo(Math.hypot(0.7, 0.5), within(1e-3));
  }

  private double lastState(String column) {
    double[] last = new double[1];
    TableReader.forEach(
        SweepFolder.open(folder.toString()),
        Tables.TRIALS,
        row -> {
          if (row.whole("seed") == 0) {
            last[0] = row.number(column);
          }
        });
    return last[0];
  }

  @Test
  void thePageAsksTheNetworkForNothing() throws IOException {
    String page = page(new SampleSweep());
    assertThat(page).contains("default-src 'none'");
    String ours = page.replaceAll("(?s)<script>.*?</script>", "");
    assertThat(ours).doesNotContain("http:", "https:", "src=", "@import", "url(");
  }

  @Test
  void hostileNamesStayText() throws IOException {
    String hostile = "</script><script>window.hacked=1</script><img src=x onerror=hacked=1>";
    String page =
        page(
            new SampleSweep()
                .named(hostile, hostile)
                .strategies("augmented", hostile, "__proto__")
                .groups(hostile, "s10")
                .ends("augmented", 1, "failed")
                .reason(hostile));
    assertThat(page).doesNotContain("<script>window", "<img src=x");
    assertThat(page.split("<script", -1)).hasSize(1 + SCRIPTS);
    assertThat(data(page).get("strategies").toString()).contains("window.hacked");
  }

  @Test
  void thePageIsAFunctionOfTheTables() throws IOException {
    SampleSweep sample = new SampleSweep().rates(1e-4, 1e-3);
    assertThat(page(sample)).isEqualTo(page(sample));
  }

  @Test
  void tenThousandTrialsFitOnAPage() throws IOException {
    String page = page(new SampleSweep().rates(1e-4, 2e-4, 5e-4, 1e-3).seeds(834).epochs(25));
    assertThat(page.length()).isLessThan(LARGEST_PAGE);
    assertThat(page).contains("first 40 seeds of each cell").contains("10\u202f008 trials");
    assertThat(data(page).at("/settings/0/cells/0/runs")).hasSize(40);
  }

  @Test
  void hundredsOfCellsFitOnAPageAndItSaysWhatIsLeftOut() throws IOException {
    Double[] rates = IntStream.range(1, 151).mapToObj(i -> i * 1e-5).toArray(Double[]::new);
    String page = page(new SampleSweep().rates(rates).seeds(2).epochs(40));
    assertThat(page.length()).isLessThan(LARGEST_PAGE);
    assertThat(page).contains("first 240 cells of 450");
  }

  @Test
  void filtersAreDrawnOfTheFirstFinishedSeedOfEachCell() throws IOException {
    String page =
        page(
            new SampleSweep()
                .withFilters()
                .strategies("augmented", "nominal")
                .ends("nominal", 0, "diverged"));
    assertThat(page)
        .contains("augmented · seed 0", "nominal · seed 1")
        .contains("its Π<sub>ℰ</sub>A", "difference, × 4.0");
    String strip = page.substring(page.indexOf(", end of augmented\""));
    strip = strip.substring(0, strip.indexOf("</svg>"));
    String tap = "<path class=\"tap\" d=\"";
    String taps = strip.substring(strip.indexOf(tap) + tap.length());
    assertThat(taps.substring(0, taps.indexOf('"')).split("z"))
        .as("the support's six taps of either kernel")
        .hasSize(12);
    assertThat(strip)
        .contains("<path class=\"negative\" fill-opacity=\"1.00\" d=\"M1 1h1v1h-1z\"/>")
        .contains("<path class=\"positive\" fill-opacity=\"0.25\" d=\"M4 0h1v1h-1z\"/>");
  }

  @Test
  void statisticsOfTrialsThatAreNoLongerPublishedAreLeftOut() throws IOException {
    new SampleSweep().write(folder);
    SampleSweep.table(folder, Tables.TRIALS, List.of());
    Report.write(SweepFolder.open(folder.toString()));
    assertThat(Files.readString(folder.resolve("report.html")))
        .contains("No trial is published yet.")
        .doesNotContain("id=\"cells\"");
  }

  @Test
  void withoutConvolutionsThereAreNoFilters() throws IOException {
    assertThat(page(new SampleSweep())).doesNotContain("id=\"filters\"");
  }

  @Test
  void whatOptimisersDoToTheEquivariantSpaceStandsOnThePage() throws IOException {
    SampleSweep sample = new SampleSweep();
    sample.write(folder);
    SampleSweep.table(
        folder,
        Tables.OPTIMISERS,
        List.of(optimiser("plain", "sgd", 0.0), optimiser("quick", "adam", 0.25)));
    Report.write(SweepFolder.open(folder.toString()));
    assertThat(Files.readString(folder.resolve("report.html")))
        .contains("Even with whole orbits these leave it: quick (adam of dense).")
        .contains("data-value=\"0.25\"");
  }

  private static Row optimiser(String phase, String optimiser, double leak) {
    return OptimiserTable.row(
        "s10", "dense", phase, "augmented", optimiser, null, "orthonormal", leak, leak == 0);
  }

  @Test
  void thinningKeepsTheEnds() {
    List<Integer> all = IntStream.range(0, 1000).boxed().toList();
    List<Integer> few = Curves.thin(all, 40);
    assertThat(few).hasSizeLessThanOrEqualTo(40).startsWith(0, 1).endsWith(999).isSorted();
    assertThat(Curves.thin(all.subList(0, 30), 40)).hasSize(30);
  }
}
