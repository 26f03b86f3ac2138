package org.equisweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.equisweep.statistics.SampleSweep;
import org.equisweep.table.SweepFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DensityChartTest {
  /** Coordinates are printed to a tenth. */
  private static final double PIXEL = 1;

  private static final Pattern POINT = Pattern.compile("[ML]([-0-9.]+) ([-0-9.]+)");

  @TempDir Path folder;

  @BeforeEach
  void makeSweepFolder() throws IOException {
    Files.createDirectories(folder.resolve("_commits"));
  }

  private String page(SampleSweep sample) throws IOException {
    sample.write(folder);
    Report.write(SweepFolder.open(folder.toString()));
    return Files.readString(folder.resolve("report.html"));
  }

  private static String figure(String page) {
    String from = page.substring(page.indexOf("<figure id=\"density\">"));
    return from.substring(0, from.indexOf("</figure>"));
  }

  /** The points of the first line of a style. */
  private static List<double[]> line(String figure, String style) {
    String open = "<path class=\"" + style + "\" d=\"";
    String path = figure.substring(figure.indexOf(open) + open.length());
    return POINT
        .matcher(path.substring(0, path.indexOf('"')))
        .results()
        .map(DensityChartTest::point)
        .toList();
  }

  private static double[] point(MatchResult found) {
    return new double[] {Double.parseDouble(found.group(1)), Double.parseDouble(found.group(2))};
  }

  /** Where the line is highest between two places: y grows downwards. */
  private static double[] peak(List<double[]> line, double from, double to) {
    return line.stream()
        .filter(point -> point[0] >= from && point[0] <= to)
        .min((a, b) -> Double.compare(a[1], b[1]))
        .orElseThrow();
  }

  @Test
  void peaksStandAtTheNodesAsHighAsTheLogarithmsOfTheirWeights() throws IOException {
    String figure =
        figure(page(new SampleSweep().strategies("augmented").seeds(3).withDensities()));
    List<double[]> normal = line(figure, "normal");
    List<double[]> tangent = line(figure, "tangent");
    double zero = line(figure, "zero").get(0)[0];
    double[] low = peak(normal, 0, zero);
    double[] high = peak(normal, zero, Double.MAX_VALUE);
    double[] single = peak(tangent, 0, Double.MAX_VALUE);
    assertThat(zero - low[0]).as("−1 and 3").isCloseTo((high[0] - zero) / 3, within(PIXEL));
    assertThat(single[0] - zero).as("2").isCloseTo(2 * (zero - low[0]), within(2 * PIXEL));
    double decade = (low[1] - high[1]) / Math.log10(0.75 / 0.25);
    assertThat(high[1] - single[1]).isCloseTo(decade * Math.log10(1 / 0.75), within(PIXEL));
    assertThat(figure).contains(">10⁰</text>", ">10⁻⁴</text>");
  }

  @Test
  void everyCellHasItsPanel() throws IOException {
    String figure = figure(page(new SampleSweep().rates(1e-4, 1e-3).seeds(2).withDensities()));
    assertThat(figure.split("class=\"panel\"", -1)).hasSize(3 * 2 + 1);
  }

  @Test
  void withoutDensitiesThereIsNoPicture() throws IOException {
    assertThat(page(new SampleSweep().seeds(1))).doesNotContain("id=\"density\"");
  }

  /** By the trapezoidal rule. */
  @ParameterizedTest(name = "width {0}")
  @ValueSource(doubles = {0.02, 0.1, 0.5})
  void theAreaUnderADensityIsTheSumOfTheWeights(double width) {
    DensityChart.Nodes nodes =
        new DensityChart.Nodes(
            new ArrayList<>(List.of(-1.0, 0.5, 3.0)), new ArrayList<>(List.of(0.2, 0.3, 0.5)));
    double step = width / 10;
    double area = 0;
    for (double at = -1 - 8 * width; at <= 3 + 8 * width; at += step) {
      area += step * nodes.at(at, width);
    }
    assertThat(area).isCloseTo(1, within(1e-9));
  }
}
