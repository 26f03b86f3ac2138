package org.equisweep.spark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.util.LongAccumulator;
import org.equisweep.table.CommitRecord;
import org.equisweep.table.Committer;
import org.equisweep.table.Continuations;
import org.equisweep.table.Ledger.Work;
import org.equisweep.table.SweepFolder;
import org.equisweep.training.TrialOutcome;
import org.equisweep.training.TrialOutcome.Status;

/**
 * The body of a task: trains each cohort of its bags and commits it. What goes wrong inside a
 * cohort becomes its trials' status; only faults of the machinery (the folder cannot be written,
 * the executor is lost) are left to Spark, which tries again elsewhere.
 */
final class BagTask implements FlatMapFunction<Iterator<Bag>, BagSummary> {
  private static final long serialVersionUID = 1L;

  private final String folder;
  private final String run;
  private final Trainer trainer;
  private final Duration deadline;
  private final int stopAfterFailures;
  private final LongAccumulator committed;
  private final LongAccumulator failed;
  private final LongAccumulator worked;

  BagTask(
      String folder,
      String run,
      Trainer trainer,
      Duration deadline,
      int stopAfterFailures,
      LongAccumulator committed,
      LongAccumulator failed,
      LongAccumulator worked) {
    this.folder = folder;
    this.run = run;
    this.trainer = trainer;
    this.deadline = deadline;
    this.stopAfterFailures = stopAfterFailures;
    this.committed = committed;
    this.failed = failed;
    this.worked = worked;
  }

  @Override
  public Iterator<BagSummary> call(Iterator<Bag> bags) {
    AtomicLong failuresHere = FailureCount.of(run);
    Tally tally = new Tally();
    try (Committer committer =
        new Committer(SweepFolder.open(folder), run, trainer.numerics(), tally::count)) {
      while (bags.hasNext()) {
        Bag bag = bags.next();
        for (int i = 0; i < bag.works().size() && !mustStop(failuresHere); i++) {
          train(bag.works().get(i), committer, failuresHere);
          worked.add(bag.shares().get(i));
        }
      }
    }
    return List.of(tally.summary(mustStop(failuresHere))).iterator();
  }

  private boolean mustStop(AtomicLong failuresHere) {
    return stopAfterFailures > 0 && failuresHere.get() >= stopAfterFailures;
  }

  private void train(Work work, Committer committer, AtomicLong failuresHere) {
    requireAlive();
    long start = System.nanoTime();
    List<TrialOutcome> outcomes = outcomes(work);
    // a killed task's outcomes may tell of the kill, not of the trials
    requireAlive();
    failuresHere.addAndGet(
        outcomes.stream().filter(outcome -> !outcome.status().isResult()).count());
    committer.add(work, outcomes, (System.nanoTime() - start) * 1e-9);
  }

  private List<TrialOutcome> outcomes(Work work) {
    int trials = work.cohort().size();
    long start = System.nanoTime();
    try {
      return trainer.train(
          Continuations.strands(SweepFolder.open(folder), work, trainer.numerics()), deadline);
    } catch (CancellationException e) {
      throw new TaskKilledException("the training was interrupted");
    } catch (Exception | StackOverflowError | OutOfMemoryError | LinkageError | AssertionError e) {
      double share = (System.nanoTime() - start) * 1e-9 / trials;
      TrialOutcome failure =
          new TrialOutcome(Status.FAILED, reason(e), 0, 0, null, null, List.of(), List.of(), share);
      return Collections.nCopies(trials, failure);
    }
  }

  private static String reason(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    return e + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  private static void requireAlive() {
    TaskContext context = TaskContext.get();
    if (context != null && context.isInterrupted()) {
      throw new TaskKilledException("the run was cancelled");
    }
  }

  /** Counts what this task committed, and tells the driver. */
  private final class Tally {
    private final List<RunResult.Failure> failures = new ArrayList<>();
    private long trials;
    private double seconds;

    void count(CommitRecord record) {
      trials += record.trials().size();
      seconds += record.seconds();
      committed.add(record.trials().size());
      for (CommitRecord.Entry entry : record.trials()) {
        if (!entry.isResult()) {
          failed.add(1);
          if (failures.size() < BagSummary.MOST_FAILURES) {
            failures.add(
                new RunResult.Failure(entry.id(), entry.status(), String.valueOf(entry.reason())));
          }
        }
      }
    }

    BagSummary summary(boolean stopped) {
      return new BagSummary(trials, failures, seconds, stopped);
    }
  }
}
