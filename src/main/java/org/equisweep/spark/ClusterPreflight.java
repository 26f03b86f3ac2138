package org.equisweep.spark;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;

/** Asks the executors of a cluster what their bits depend on, before anything is trained. */
final class ClusterPreflight {
  private static final int ASKS_PER_CORE = 2;

  private ClusterPreflight() {}

  /** A warning when executors that answered compute in different ways; none on one machine. */
  static Optional<String> warning(JavaSparkContext spark, Trainer trainer) {
    if (spark.isLocal()) {
      return Optional.empty();
    }
    int asks = Math.max(ASKS_PER_CORE, ASKS_PER_CORE * spark.defaultParallelism());
    Map<String, String> numericsOfExecutor = new TreeMap<>();
    for (String answer :
        spark
            .parallelize(Collections.nCopies(asks, 0), asks)
            .map(new Ask(trainer)::call)
            .collect()) {
      int at = answer.indexOf('\t');
      numericsOfExecutor.put(answer.substring(0, at), answer.substring(at + 1));
    }
    return disagreement(numericsOfExecutor);
  }

  static Optional<String> disagreement(Map<String, String> numericsOfExecutor) {
    TreeMap<String, TreeSet<String>> executors =
        numericsOfExecutor.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getValue,
                    TreeMap::new,
                    Collectors.mapping(Map.Entry::getKey, Collectors.toCollection(TreeSet::new))));
    if (executors.size() < 2) {
      return Optional.empty();
    }
    List<String> kinds =
        executors.entrySet().stream()
            .map(kind -> kind.getKey() + " on " + String.join(", ", kind.getValue()))
            .toList();
    return Optional.of(
        "executors compute with different kernels, so bits depend on where a trial runs (see the"
            + " column numerics): "
            + String.join("; ", kinds));
  }

  private static final class Ask implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Trainer trainer;

    Ask(Trainer trainer) {
      this.trainer = trainer;
    }

    String call(Integer ask) {
      return "executor %s on %s\t%s"
          .formatted(
              SparkEnv.get().executorId(),
              SparkEnv.get().blockManager().blockManagerId().host(),
              trainer.numerics());
    }
  }
}
