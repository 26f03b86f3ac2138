package org.equisweep.cli;

import java.util.List;
import java.util.Locale;
import org.equisweep.sweep.Sweep;

/**
 * How long reading a sweep file takes, which works out its geometry, and what {@code plan} prints
 * of it; after another file, that the classes of readers are loaded. One JVM for each file.
 *
 * <pre>GeometryBenchmark FILE [PATH=VALUE …]</pre>
 */
public final class GeometryBenchmark {
  private GeometryBenchmark() {}

  public static void main(String[] arguments) {
    List<String> given = List.of(arguments);
    Sweep.load("jobs/stability/phase-diagram.yaml", List.of());
    long start = System.nanoTime();
    Sweep sweep = Sweep.load(given.get(0), given.subList(1, given.size()));
    long loaded = System.nanoTime();
    Geometries geometries = Geometries.of(sweep);
    int rows = geometries.rows().size();
    long known = System.nanoTime();
    OptimiserChecks.of(sweep, geometries);
    long checked = System.nanoTime();
    System.out.printf(
        Locale.ROOT,
        "%s: read with its geometry %.2f s, rows %.2f s (%d), optimisers %.2f s%n",
        given.get(0),
        1e-9 * (loaded - start),
        1e-9 * (known - loaded),
        rows,
        1e-9 * (checked - known));
  }
}
