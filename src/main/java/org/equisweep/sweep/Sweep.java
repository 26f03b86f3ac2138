package org.equisweep.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.equisweep.problem.Location;
import org.equisweep.training.TrialSettings;

/** A sweep file, read, checked and expanded. Immutable. */
public final class Sweep {
  private static final double MOST_STATE_BYTES = 1L << 30;

  private final Node.Mapping root;
  private final String name;
  private final String about;
  private final List<Long> seeds;
  private final List<Cell> cells;
  private final Map<String, byte[]> digests = new HashMap<>();
  private final List<String> axes;
  private final Execution execution;
  private final CohortList cohorts;
  private final Map<TrialSettings, Family.Member> members = new IdentityHashMap<>();

  Sweep(Node.Mapping root, Node top, List<Long> seeds, List<BoundCell> bound, List<String> axes) {
    this.root = root;
    this.seeds = seeds;
    this.axes = axes;
    name = Values.text(top.at("sweep"));
    about = Values.text(top.at("about"));
    Node policy = top.at("execution");
    execution = Values.located(policy, () -> PolicyBinding.execution(policy));
    cells = bound.stream().map(BoundCell::cell).collect(Collectors.toUnmodifiableList());
    bound.forEach(each -> digests.put(each.cell().id(), each.member().digest()));
    bound.forEach(each -> members.put(each.cell().settings(), each.member()));
    cohorts = new CohortList(Family.of(distinct(bound)), seeds, execution.order());
  }

  private static List<Family.Member> distinct(List<BoundCell> bound) {
    Map<String, Family.Member> distinct = new LinkedHashMap<>();
    bound.forEach(
        each -> distinct.putIfAbsent(Identity.hex(each.member().digest()), each.member()));
    return new ArrayList<>(distinct.values());
  }

  /**
   * Reads and checks a sweep file completely; InvalidInput with file, line and key otherwise.
   *
   * @param path local path or Hadoop URI
   * @param sets {@code path=value} overrides in order
   */
  public static Sweep load(String path, List<String> sets) {
    return SweepLoader.load(path, sets);
  }

  /** Where a key of the file's top level stands; the file itself where it is left out. */
  public Location locationOf(String key) {
    Node node = root.get(key);
    return (node == null ? root : node).place().location();
  }

  public String name() {
    return name;
  }

  public String about() {
    return about;
  }

  /** In file order, the last axis fastest. */
  public List<Cell> cells() {
    return cells;
  }

  /** Ascending. */
  public List<Long> seeds() {
    return seeds;
  }

  /** The id of (cell, seed); equal for equal settings and seed. */
  public String trialId(Cell cell, long seed) {
    byte[] digest = digests.get(cell.id());
    if (digest == null) {
      throw new IllegalArgumentException("cell " + cell.id() + " is of another sweep");
    }
    return Identity.trial(digest, seed);
  }

  /**
   * Every distinct trial in exactly one cohort, in execution order. The cohorts are made when they
   * are asked for; keep the list, not its elements.
   */
  public List<Cohort> cohorts() {
    return cohorts;
  }

  /** The extra axes, in column order. */
  public List<String> axes() {
    return axes;
  }

  /** The file as run: overrides applied, paths absolute; loading it gives an equal sweep. */
  public String yaml() {
    return YamlWriter.write(root);
  }

  public Execution execution() {
    return execution;
  }

  /** Whether it is kept where trials end: {@link Execution#keepStates}. */
  public boolean keepsStates() {
    return switch (execution.keepStates()) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> {
        long each = members.values().stream().mapToLong(member -> member.cost().stateBytes()).sum();
        yield (double) each * seeds.size() <= MOST_STATE_BYTES;
      }
    };
  }

  /** What a cohort of this sweep takes, or what is left of one. */
  public CohortCost cost(Cohort cohort) {
    List<Family.Member> branches = new ArrayList<>();
    for (Cohort.Branch branch : cohort.branches()) {
      Family.Member member = members.get(branch.settings());
      if (member == null) {
        throw new IllegalArgumentException("cohort " + cohort.id() + " is of another sweep");
      }
      branches.add(member);
    }
    return CohortCost.of(cohort, branches);
  }
}
