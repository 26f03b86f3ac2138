package org.equisweep.spark;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.LongAccumulator;
import org.equisweep.sweep.Cohort;
import org.equisweep.sweep.Execution;
import org.equisweep.table.Design;
import org.equisweep.table.Ledger;
import org.equisweep.table.Ledger.Committed;
import org.equisweep.table.Ledger.Work;
import org.equisweep.table.Publication;
import org.equisweep.table.SweepFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains what is missing of a sweep and publishes it. The caller holds the folder. What to train is
 * read from the commit records, so that a run after any end of the one before goes on where that
 * stopped.
 */
public final class SweepRun {
  private static final Logger LOG = LoggerFactory.getLogger(SweepRun.class);
  private static final long SHOW_MILLIS = 250;
  private static final long PUBLISH_SECONDS = 600;

  /** A part that publication finds damaged is trained again at once, but not for ever. */
  private static final int MOST_ROUNDS = 3;

  private final JavaSparkContext spark;
  private final SweepFolder folder;
  private final Design design;
  private final Execution execution;
  private final Trainer trainer;
  private final String run = HexFormat.of().toHexDigits(new SecureRandom().nextInt());
  private final List<String> warnings = new ArrayList<>();

  public SweepRun(
      JavaSparkContext spark,
      SweepFolder folder,
      Design design,
      Execution execution,
      Trainer trainer) {
    this.spark = spark;
    this.folder = folder;
    this.design = design;
    this.execution = execution;
    this.trainer = trainer;
  }

  /**
   * Runs to the end, or to {@code stop_after_failures}.
   *
   * @param cohorts what to train of the design: all of its cohorts, or fewer
   * @param cost relative cost of a trial's training, positive
   * @param show told of the progress now and then, on another thread
   */
  public RunResult run(
      List<Cohort> cohorts, ToDoubleFunction<Cohort> cost, Consumer<Progress> show) {
    Totals totals = new Totals();
    Set<String> wanted = new HashSet<>();
    for (Cohort cohort : cohorts) {
      cohort.trials().forEach(trial -> wanted.add(trial.id()));
    }
    Publication.Summary published = null;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Ledger ledger = folder.ledger();
      dismiss(ledger.damages());
      List<Work> works = ledger.missing(cohorts, execution.retry() && round == 0);
      if (!works.isEmpty()) {
        train(works, cost, wanted.size(), show, totals);
      } else if (published != null) {
        break;
      }
      published = Publication.publish(folder, design);
      dismiss(published.damages());
      if (totals.stopped || published.damages().isEmpty()) {
        break;
      }
    }
    return result(wanted, totals, published);
  }

  private void train(
      List<Work> works,
      ToDoubleFunction<Cohort> cost,
      long total,
      Consumer<Progress> show,
      Totals totals) {
    ClusterPreflight.warning(spark, trainer).ifPresent(warnings::add);
    List<Bag> bags =
        Bag.pack(works, work -> cost.applyAsDouble(work.cohort()), spark.defaultParallelism());
    long toTrain = works.stream().mapToLong(work -> work.cohort().trials().size()).sum();
    ProgressMeter meter = new ProgressMeter(total, total - toTrain, System.nanoTime());
    LongAccumulator committed = spark.sc().longAccumulator("trials committed");
    LongAccumulator failed = spark.sc().longAccumulator("trials failed");
    LongAccumulator worked = spark.sc().longAccumulator("cost trained");
    Cancellation cancellation = new Cancellation();
    ProgressListener listener =
        new ProgressListener(
            committed.id(),
            failed.id(),
            worked.id(),
            (committedNow, failedNow, workedNow) -> {
              meter.update(committedNow, failedNow, workedNow, System.nanoTime());
              cancellation.consider(failedNow);
            });
    BagTask task =
        new BagTask(
            folder.path(),
            run,
            trainer,
            execution.deadline(),
            execution.stopAfterFailures(),
            committed,
            failed,
            worked);
    spark.sc().addSparkListener(listener);
    try (Background background = new Background(meter, show)) {
      spark.setJobGroup(run, works.size() + " cohorts", false);
      spark.parallelize(bags, bags.size()).mapPartitions(task).collect().forEach(totals::add);
      meter.update(committed.value(), failed.value(), worked.value(), System.nanoTime());
      background.end();
      // within one process the held folder has no other writer; a cluster may still have one
      folder.removeOrphans(spark.isLocal() ? "" : run);
    } catch (Exception e) {
      // Spark throws its checked SparkException undeclared
      if (!cancellation.cancelled) {
        throw e;
      }
      totals.stopped = true;
    } finally {
      spark.clearJobGroup();
      spark.sc().removeSparkListener(listener);
      FailureCount.forget(run);
    }
  }

  /** Ends the job on a cluster; tasks of this very process see the failures by themselves. */
  private final class Cancellation {
    private volatile boolean cancelled;

    void consider(long failures) {
      int limit = execution.stopAfterFailures();
      if (limit > 0 && failures >= limit && !cancelled && !spark.isLocal()) {
        cancelled = true;
        spark.cancelJobGroup(run);
      }
    }
  }

  /** Shows the progress, and publishes now and then, while the job runs. */
  private final class Background implements AutoCloseable {
    private final ScheduledExecutorService threads =
        Executors.newScheduledThreadPool(
            2,
            work -> {
              Thread thread = new Thread(work, "equisweep-run");
              thread.setDaemon(true);
              return thread;
            });
    private final ProgressMeter meter;
    private final Consumer<Progress> show;

    Background(ProgressMeter meter, Consumer<Progress> show) {
      this.meter = meter;
      this.show = show;
      threads.scheduleAtFixedRate(this::show, 0, SHOW_MILLIS, TimeUnit.MILLISECONDS);
      threads.scheduleWithFixedDelay(
          this::publish, PUBLISH_SECONDS, PUBLISH_SECONDS, TimeUnit.SECONDS);
    }

    private void show() {
      show.accept(meter.progress(System.nanoTime()));
    }

    private void publish() {
      try {
        Publication.publish(folder, design);
      } catch (RuntimeException e) {
        // the publication at the end says what is wrong
        LOG.warn("The tables could not be published while the sweep runs", e);
      }
    }

    /** Shows the last state. */
    void end() {
      close();
      show();
    }

    @Override
    public void close() {
      threads.shutdown();
    }
  }

  private void dismiss(List<Ledger.Damage> damages) {
    for (Ledger.Damage damage : damages) {
      folder.dismiss(damage);
      warnings.add(damage.toString());
    }
  }

  private static final class Totals {
    private long trained;
    private double seconds;
    private boolean stopped;
    private final List<RunResult.Failure> failures = new ArrayList<>();

    void add(BagSummary summary) {
      trained += summary.committed();
      seconds += summary.seconds();
      stopped |= summary.stopped();
      for (RunResult.Failure failure : summary.failures()) {
        if (failures.size() < BagSummary.MOST_FAILURES) {
          failures.add(failure);
        }
      }
    }
  }

  private RunResult result(Set<String> wanted, Totals totals, Publication.Summary published) {
    Ledger ledger = folder.ledger();
    Map<String, Long> statuses = new TreeMap<>();
    long present = 0;
    for (String id : wanted) {
      Committed committed = ledger.find(id);
      if (committed != null) {
        statuses.merge(committed.entry().status(), 1L, Long::sum);
        present++;
      }
    }
    return new RunResult(
        wanted.size(),
        Math.max(0, present - totals.trained),
        totals.trained,
        statuses,
        totals.failures,
        totals.seconds,
        totals.stopped,
        published,
        warnings);
  }
}
