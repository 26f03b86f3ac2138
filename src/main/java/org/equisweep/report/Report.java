package org.equisweep.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.equisweep.problem.InvalidInput;
import org.equisweep.table.SweepFolder;
import org.equisweep.table.Tables;

/**
 * One self-contained page about a sweep, {@code report.html} in its folder: no request, readable
 * from a file. A function of the published tables and the sweep file; with them but for {@code
 * wall_seconds} it is the same to the last byte.
 */
public final class Report {
  private static final String FILE = "report.html";
  private static final Pattern DESCRIPTION =
      Pattern.compile("<meta name=\"description\" content=\"(.*)\">");

  private Report() {}

  /**
   * What was written.
   *
   * @param path of the page
   * @param finding the sweep's outcome in plain text, as the page says it
   */
  public record Written(String path, String finding) {}

  /**
   * Writes the page from what is published; tables that are missing leave their sections out.
   * InvalidInput before any publication.
   */
  public static Written write(SweepFolder folder) {
    if (!folder.has(Tables.TRIALS)) {
      throw InvalidInput.of(
          "the folder must hold published trials",
          folder.path() + " has no trials/",
          "run 'publish' first");
    }
    SweepResults results = SweepResults.read(folder);
    Curves curves = Curves.read(folder, results);
    LastPhases phases = LastPhases.read(folder, results, curves);
    FilterPictures filters = FilterPictures.read(folder, results);
    List<StrategyEnds> ends = StrategyEnds.of(results, curves);
    AlongTheWay way = AlongTheWay.read(folder, results);
    DensityChart density = DensityChart.read(folder, results);
    String finding = Finding.of(results, ends, way);
    SweepText sweep = SweepText.read(folder);
    String page =
        Template.fill(
            Map.of(
                "title", Html.escape(sweep.name() + " – Equisweep"),
                "description", Html.escape(finding),
                "header", Summaries.header(sweep, results, ends, finding),
                "body", new Body(sweep, results, curves, filters, way, density).html(),
                "data", ChartData.of(results, curves, phases)));
    Path target = Path.of(folder.path(), FILE);
    replace(target, page);
    return new Written(target.toString(), finding);
  }

  /** The page as it was written last; empty when there is none. */
  public static Optional<Written> last(SweepFolder folder) {
    Path page = Path.of(folder.path(), FILE);
    if (!Files.exists(page)) {
      return Optional.empty();
    }
    try (BufferedReader lines = Files.newBufferedReader(page)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher description = DESCRIPTION.matcher(line);
        if (description.matches()) {
          return Optional.of(new Written(page.toString(), Html.unescape(description.group(1))));
        }
        if (line.startsWith("<body")) {
          break;
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** At once: who has the page open never reloads half of it. */
  private static void replace(Path target, String page) {
    try {
      Path draft = target.resolveSibling("." + FILE + "." + ProcessHandle.current().pid());
      Files.write(draft, page.getBytes(StandardCharsets.UTF_8));
      Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
