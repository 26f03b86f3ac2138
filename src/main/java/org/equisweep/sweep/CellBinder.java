package org.equisweep.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.equisweep.data.DataSpec;
import org.equisweep.group.GroupSpec;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.tensor.Precision;
import org.equisweep.training.AnalyseSpec;
import org.equisweep.training.InitializationSpec;
import org.equisweep.training.PhaseSpec;
import org.equisweep.training.RecordSpec;
import org.equisweep.training.StopSpec;
import org.equisweep.training.TrialSettings;

/** Combinations of axes to the settings of their trials. */
final class CellBinder {
  private static final int MAX_PRODUCT_DEPTH = 8;

  private final Definitions definitions;
  private final ArchitectureBinding architectures;
  private final DataBinding data;
  private final InitializationBinding initializations;
  private final InputFiles files;
  private final Node.Mapping root;

  CellBinder(Node.Mapping root, InputFiles files) {
    this.root = root;
    this.files = files;
    definitions = new Definitions(root);
    architectures = new ArchitectureBinding(files);
    data = new DataBinding(files);
    initializations = new InitializationBinding(files);
  }

  /** A combination with all its definitions bound, before checks across them. */
  Parts bind(Combination combination) {
    Node group = role(Axes.GROUP, combination);
    Node architecture = role(Axes.ARCHITECTURE, combination);
    Node initialization = role(Axes.INITIALIZATION, combination);
    Node strategy = role(Axes.STRATEGY, combination);
    return new Parts(
        new TreeMap<>(
            Map.of(
                Axes.GROUP, label(group),
                Axes.ARCHITECTURE, label(architecture),
                Axes.INITIALIZATION, label(initialization),
                Axes.STRATEGY, label(strategy))),
        group(group, combination, 0),
        definitions.named(
            "architectures", Axes.ARCHITECTURE, architecture, combination, architectures::bind),
        definitions.top("data", combination, data::bind),
        definitions.named(
            "initializations",
            Axes.INITIALIZATION,
            initialization,
            combination,
            initializations::bind),
        phases(strategy, combination),
        definitions.top("record", combination, PolicyBinding::record),
        definitions.top("stop", combination, PolicyBinding::stop),
        definitions.top("analyse", combination, PolicyBinding::analyse),
        definitions.top("precision", combination, CellBinder::precision),
        definitions.top("allow_violations", combination, Values::flag));
  }

  /** The value of an axis that chooses a definition; left out, the only definition. */
  private Node role(String axis, Combination combination) {
    Node given = combination.all().get(axis);
    if (given != null) {
      return given;
    }
    List<String> names = definitions.names(Axes.SECTIONS.get(axis));
    if (names.size() == 1) {
      return new Node.Scalar(names.get(0), root.place());
    }
    Node grid = root.get("grid");
    throw (grid == null ? root : grid)
        .problem(
            axis + " must be among the axes, unless there is one definition",
            "there are " + names.size() + " in " + Axes.SECTIONS.get(axis),
            names.isEmpty() ? "define one" : "choose from " + String.join(", ", names));
  }

  private static String label(Node reference) {
    return Values.isText(reference)
        ? Values.text(reference)
        : reference.place().key().replaceFirst("^grid\\.", "");
  }

  private Bound<GroupSpec> group(Node reference, Combination combination, int depth) {
    if (depth > MAX_PRODUCT_DEPTH) {
      throw reference.problem(
          "products of groups must end", "a factor leads back to itself", "name another factor");
    }
    return definitions.named(
        "groups",
        Axes.GROUP,
        reference,
        combination,
        node -> GroupBinding.group(node, factor -> group(factor, combination, depth + 1).value()));
  }

  private List<Bound<PhaseSpec>> phases(Node strategy, Combination combination) {
    Node list =
        definitions
            .named("strategies", Axes.STRATEGY, strategy, combination, node -> Boolean.TRUE)
            .node();
    List<Bound<PhaseSpec>> phases = new ArrayList<>();
    for (Node item : ((Node.Sequence) list).items()) {
      String name = Values.isText(item) ? Values.text(item) : "phase_" + (phases.size() + 1);
      phases.add(
          definitions.named(
              "phases", "phase", item, combination, node -> PhaseBinding.bind(node, name, files)));
    }
    return phases;
  }

  private static Precision precision(Node node) {
    return Values.choice(node, Precision.class);
  }

  /** The definitions of one cell. */
  record Parts(
      SortedMap<String, String> labels,
      Bound<GroupSpec> group,
      Bound<ArchitectureSpec> architecture,
      Bound<DataSpec> data,
      Bound<InitializationSpec> initialization,
      List<Bound<PhaseSpec>> phases,
      Bound<RecordSpec> record,
      Bound<StopSpec> stop,
      Bound<Optional<AnalyseSpec>> analyse,
      Bound<Precision> precision,
      Bound<Boolean> allowViolations) {

    String label(String axis) {
      return labels.getOrDefault(axis, "");
    }

    TrialSettings settings() {
      return new TrialSettings(
          group.value(),
          architecture.value(),
          data.value(),
          initialization.value(),
          phases.stream().map(Bound::value).collect(Collectors.toList()),
          record.value(),
          stop.value(),
          precision.value(),
          allowViolations.value(),
          analyse.value().orElse(null));
    }
  }
}
