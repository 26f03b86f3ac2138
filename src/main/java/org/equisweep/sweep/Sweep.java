package org.equisweep.sweep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A sweep file, read, checked and expanded. Immutable. */
public final class Sweep {
  private final Node.Mapping root;
  private final String name;
  private final String about;
  private final List<Long> seeds;
  private final List<Cell> cells;
  private final Map<String, byte[]> digests = new HashMap<>();
  private final List<String> axes;
  private final Execution execution;
  private final CohortList cohorts;
  private final List<PlannedGeometry> geometries;
  private final Plan plan;

  Sweep(Node.Mapping root, Node top, List<Long> seeds, List<BoundCell> bound, List<String> axes) {
    this.root = root;
    this.seeds = seeds;
    this.axes = axes;
    name = Values.text(top.at("sweep"));
    about = Values.text(top.at("about"));
    Node policy = top.at("execution");
    execution = Values.located(policy, () -> PolicyBinding.execution(policy));
    cells = bound.stream().map(BoundCell::cell).collect(Collectors.toUnmodifiableList());
    bound.forEach(each -> digests.put(each.cell().id(), each.digest()));
    List<CohortList.Shared> distinct = distinct(bound);
    cohorts = new CohortList(distinct, seeds, execution.order());
    geometries = geometries(bound);
    long rows = geometries.stream().mapToLong(each -> each.rows().size()).sum();
    plan = Planner.plan(distinct, cells.size(), seeds.size(), cohorts.size(), rows);
  }

  private static List<PlannedGeometry> geometries(List<BoundCell> bound) {
    List<PlannedGeometry> all = new ArrayList<>();
    Set<GeometryFacts> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (BoundCell each : bound) {
      GeometryFacts facts = each.facts();
      if (seen.add(facts)) {
        all.add(facts.planned(each.cell().group(), each.cell().architecture()));
      }
    }
    return List.copyOf(all);
  }

  private static List<CohortList.Shared> distinct(List<BoundCell> bound) {
    Map<String, CohortList.Shared> distinct = new LinkedHashMap<>();
    for (BoundCell each : bound) {
      distinct.putIfAbsent(
          Identity.hex(each.digest()),
          new CohortList.Shared(
              each.cell().settings(), each.digest(), each.cell().strategy(), each.cost()));
    }
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

  /** What it takes: trials, rows, operations, memory. */
  public Plan plan() {
    return plan;
  }

  /** The geometry of every distinct group and architecture, under the names of its first cell. */
  public List<PlannedGeometry> geometries() {
    return geometries;
  }
}
