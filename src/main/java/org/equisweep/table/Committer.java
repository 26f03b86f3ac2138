package org.equisweep.table;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.equisweep.sweep.Cohort;
import org.equisweep.sweep.Trial;
import org.equisweep.sweep.Trunk;
import org.equisweep.sweep.Trunks;
import org.equisweep.table.Ledger.Work;
import org.equisweep.table.PartFiles.Written;
import org.equisweep.training.StabilityReport;
import org.equisweep.training.TrajectoryRow;
import org.equisweep.training.TrialOutcome;
import org.equisweep.training.TrialSettings;
import org.jspecify.annotations.Nullable;

/**
 * One attempt's way into the folder: takes trained cohorts, writes their rows to part files of its
 * own, then puts a record per cohort. Cohorts that finish within a moment of each other share part
 * files, so that small trials do not cost a file each; a longer one is committed at once. Closing
 * commits what is left. Not thread-safe.
 */
public final class Committer implements AutoCloseable {
  /** What may be lost when the process is killed. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final long PENDING_BYTES = 16L << 20;

  private final SweepFolder folder;
  private final String numerics;
  private final Consumer<CommitRecord> onCommit;
  private final PartFiles trials;
  private final PartFiles trajectories;
  private final PartFiles spectra;
  private final PartFiles endStates;
  private final List<Pending> pending = new ArrayList<>();
  private long lastFlush = System.nanoTime();

  /**
   * An attempt.
   *
   * @param run names the run in the names of the part files, so that it can clean up after itself
   * @param numerics what the rows say of {@code Numerics.describe()}
   * @param onCommit told of every record this attempt put (not of those that lost)
   */
  public Committer(
      SweepFolder folder, String run, String numerics, Consumer<CommitRecord> onCommit) {
    this.folder = folder;
    this.numerics = numerics;
    this.onCommit = onCommit;
    String attempt = run + "-" + UUID.randomUUID();
    this.trials = new PartFiles(folder.files(), Tables.TRAINED, attempt);
    this.trajectories = new PartFiles(folder.files(), Tables.TRAJECTORIES, attempt);
    this.spectra = new PartFiles(folder.files(), Tables.SPECTRA, attempt);
    this.endStates = new PartFiles(folder.files(), EndStates.TABLE, attempt);
  }

  private record Pending(
      Work work,
      double seconds,
      long firstTrial,
      long firstState,
      long states,
      long firstEigenvalue,
      long eigenvalues,
      long firstEndState,
      long endStates,
      List<CommitRecord.Entry> entries) {}

  /**
   * Takes a trained cohort.
   *
   * @param outcomes one for each of its trials, in order
   * @param seconds the training took
   */
  public void add(Work work, List<TrialOutcome> outcomes, double seconds) {
    Cohort cohort = work.cohort();
    List<Trial> members = cohort.trials();
    List<TrialSettings> settings = cohort.settingsOfTrials();
    if (outcomes.size() != members.size()) {
      throw new IllegalArgumentException(
          "a cohort of %d trials must have as many outcomes, but got %d"
              .formatted(members.size(), outcomes.size()));
    }
    long firstTrial = trials.rows();
    long firstState = trajectories.rows();
    long firstEigenvalue = spectra.rows();
    long firstEndState = endStates.rows();
    boolean keeps = outcomes.stream().anyMatch(outcome -> outcome.state() != null);
    Map<TrialSettings, Trunks> trunks = new IdentityHashMap<>();
    List<CommitRecord.Entry> entries = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      Trial trial = members.get(i);
      TrialOutcome outcome = outcomes.get(i);
      trials.add(TrainedRows.trial(trial, settings.get(i), outcome, numerics));
      for (TrajectoryRow row : outcome.rows()) {
        trajectories.add(TrainedRows.state(trial.id(), row));
      }
      addSpectrum(trial, outcome);
      Trunk trunk = null;
      if (outcome.state() != null) {
        Trunks all = trunks.computeIfAbsent(settings.get(i), Trunks::new);
        trunk = all.at(all.phases() - 1, trial.seed());
      }
      if (keeps) {
        endStates.add(EndStates.row(trial.id(), outcome.state()));
      }
      entries.add(entry(trial, outcome, trunk));
    }
    long states = trajectories.rows() - firstState;
    long eigenvalues = spectra.rows() - firstEigenvalue;
    pending.add(
        new Pending(
            work,
            seconds,
            firstTrial,
            firstState,
            states,
            firstEigenvalue,
            eigenvalues,
            firstEndState,
            endStates.rows() - firstEndState,
            entries));
    if (isDue()) {
      flush();
    }
  }

  private void addSpectrum(Trial trial, TrialOutcome outcome) {
    for (StabilityReport.SpectrumRow row : outcome.spectra()) {
      spectra.add(TrainedRows.eigenvalue(trial.id(), row));
    }
  }

  private boolean isDue() {
    return System.nanoTime() - lastFlush >= PATIENCE.toNanos()
        || trajectories.bytes() + spectra.bytes() + endStates.bytes() > PENDING_BYTES;
  }

  private static CommitRecord.Entry entry(
      Trial trial, TrialOutcome outcome, @Nullable Trunk trunk) {
    return new CommitRecord.Entry(
        trial.id(),
        trial.seed(),
        outcome.status().name().toLowerCase(Locale.ROOT),
        outcome.reason(),
        outcome.wallSeconds(),
        outcome.rows().size(),
        trunk);
  }

  private void flush() {
    List<Written> trialFiles = trials.take();
    List<Written> stateFiles = trajectories.take();
    List<Written> spectrumFiles = spectra.take();
    List<Written> endStateFiles = endStates.take();
    boolean anyWon = pending.isEmpty();
    for (Pending cohort : pending) {
      List<CommitRecord.Part> parts = new ArrayList<>();
      addParts(parts, trialFiles, cohort.firstTrial(), cohort.entries().size());
      addParts(parts, stateFiles, cohort.firstState(), cohort.states());
      addParts(parts, spectrumFiles, cohort.firstEigenvalue(), cohort.eigenvalues());
      addParts(parts, endStateFiles, cohort.firstEndState(), cohort.endStates());
      CommitRecord record = record(cohort, parts);
      if (folder.log().commit(record)) {
        anyWon = true;
        onCommit.accept(record);
      }
    }
    if (!anyWon) {
      List<Written> orphans = new ArrayList<>(trialFiles);
      orphans.addAll(stateFiles);
      orphans.addAll(spectrumFiles);
      orphans.addAll(endStateFiles);
      orphans.forEach(orphan -> folder.files().delete(PartFiles.FOLDER + "/" + orphan.file()));
    }
    pending.clear();
    lastFlush = System.nanoTime();
  }

  /** The pieces of rows [first, first + count) in consecutive files. */
  private static void addParts(
      List<CommitRecord.Part> parts, List<Written> files, long first, long count) {
    long start = 0;
    for (Written file : files) {
      long from = Math.max(first, start);
      long to = Math.min(first + count, start + file.rows());
      if (from < to) {
        parts.add(
            new CommitRecord.Part(
                file.table(), file.file(), from - start, to - from, file.bytes(), file.crc32c()));
      }
      start += file.rows();
    }
  }

  private CommitRecord record(Pending cohort, List<CommitRecord.Part> parts) {
    return new CommitRecord(
        CommitRecord.FORMAT,
        cohort.work().cohort().id(),
        cohort.work().retry(),
        Instant.now().toString(),
        SweepFolder.host(),
        EngineVersion.get(),
        numerics,
        cohort.seconds(),
        parts,
        cohort.entries());
  }

  @Override
  public void close() {
    flush();
  }
}
