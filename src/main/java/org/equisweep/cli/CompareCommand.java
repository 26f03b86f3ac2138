package org.equisweep.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.equisweep.table.Column;
import org.equisweep.table.Row;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "compare", description = "Where two trials differ, and how they fared.")
final class CompareCommand implements Callable<Integer> {
  @ParentCommand private Equisweep equisweep;
  @Mixin private ResultsFolder results;

  @Parameters(index = "1", paramLabel = "A", description = "A trial's id, or a unique beginning.")
  private String first = "";

  @Parameters(index = "2", paramLabel = "B", description = "Another's.")
  private String second = "";

  @Override
  public Integer call() {
    Console console = equisweep.console();
    try (TrialArchive archive = new TrialArchive(results.open())) {
      TrialStory a = archive.repeatable(first);
      TrialStory b = archive.repeatable(second);
      Map<String, Pair> settings = settings(a, b);
      Map<String, Pair> measured = measured(a.trial(), b.trial());
      String parting = parting(a, b);
      if (console.json()) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("a", a.id());
        json.put("b", b.id());
        json.put("settings", settings);
        json.put("measured", measured);
        json.put("trajectories", parting);
        console.print(json);
      } else {
        console.print("A  " + a.id() + "  " + a.title());
        console.print("B  " + b.id() + "  " + b.title());
        print(console, "setting", settings);
        print(console, "quantity", measured);
        console.print("");
        console.print(parting);
      }
    }
    return Exit.DONE;
  }

  /** Two values, under the names that --json gives them. */
  private record Pair(@Nullable Object a, @Nullable Object b) {}

  private static Map<String, Pair> settings(TrialStory a, TrialStory b) {
    SortedMap<String, String> one = Settings.of(a.cells().get(0).settings());
    SortedMap<String, String> other = Settings.of(b.cells().get(0).settings());
    TreeSet<String> paths = new TreeSet<>(one.keySet());
    paths.addAll(other.keySet());
    Map<String, Pair> differing = new LinkedHashMap<>();
    for (String path : paths) {
      if (!Objects.equals(one.get(path), other.get(path))) {
        differing.put(path, new Pair(one.get(path), other.get(path)));
      }
    }
    return differing;
  }

  private static Map<String, Pair> measured(Row a, Row b) {
    Map<String, Pair> differing = new LinkedHashMap<>();
    for (Column column : a.table().columns()) {
      Object one = a.get(column.name());
      Object other = b.get(column.name());
      if (!column.name().equals("trial_id") && !Bits.equal(one, other)) {
        differing.put(column.name(), new Pair(one, other));
      }
    }
    return differing;
  }

  private static String parting(TrialStory a, TrialStory b) {
    int shared = 0;
    int shorter = Math.min(a.trajectory().size(), b.trajectory().size());
    while (shared < shorter && sameState(a.trajectory().get(shared), b.trajectory().get(shared))) {
      shared++;
    }
    if (shared == 0) {
      return "The trajectories differ from their first recorded state on.";
    }
    Row last = a.trajectory().get(shared - 1);
    String where = "step %d (epoch %d)".formatted(last.whole("step"), last.whole("epoch"));
    return shared == a.trajectory().size() && shared == b.trajectory().size()
        ? "The trajectories agree bit for bit to their end at " + where + "."
        : "The trajectories agree bit for bit up to " + where + ", then part.";
  }

  /** Where the layers are, not what phase calls them its own or what its next batch is. */
  private static boolean sameState(Row a, Row b) {
    for (String column :
        new String[] {"step", "nominal_risk", "distance_to_equivariant", "distance_travelled"}) {
      if (!Bits.equal(a.get(column), b.get(column))) {
        return false;
      }
    }
    return true;
  }

  private static void print(Console console, String what, Map<String, Pair> pairs) {
    console.print("");
    if (pairs.isEmpty()) {
      console.print("no " + what + " differs");
      return;
    }
    TextTable table = new TextTable(what, "A", "B");
    pairs.forEach((name, pair) -> table.row(name, pair.a(), pair.b()));
    table.lines().forEach(console::print);
  }
}
