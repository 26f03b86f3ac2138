package org.equisweep.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.equisweep.training.Strand;
import org.equisweep.training.TrialSettings;

/**
 * Trials that train side by side: an aligned block of seeds of one cell, or of several whose
 * strategies begin alike. A function of the sweep alone, not of the machine.
 *
 * @param id content hash of the trial ids: the name of its commit record
 */
public record Cohort(String id, List<Branch> branches) {
  public Cohort {
    branches = List.copyOf(branches);
  }

  /** One cell's trials. */
  public Cohort(String id, TrialSettings settings, List<Trial> trials) {
    this(id, List.of(new Branch(settings, trials)));
  }

  /** The trials of one cell. */
  public record Branch(TrialSettings settings, List<Trial> trials) {
    public Branch {
      trials = List.copyOf(trials);
    }
  }

  /** Branch after branch. */
  public List<Trial> trials() {
    if (branches.size() == 1) {
      return branches.get(0).trials();
    }
    List<Trial> all = new ArrayList<>();
    branches.forEach(branch -> all.addAll(branch.trials()));
    return all;
  }

  /** How many trials it has. */
  public int size() {
    return branches.stream().mapToInt(branch -> branch.trials().size()).sum();
  }

  /** What there is to train, in the order of the trials. */
  public List<Strand> strands() {
    return branches.stream()
        .map(
            branch ->
                new Strand(branch.settings(), branch.trials().stream().map(Trial::seed).toList()))
        .toList();
  }

  /** The settings of each trial, in their order. */
  public List<TrialSettings> settingsOfTrials() {
    List<TrialSettings> all = new ArrayList<>();
    branches.forEach(branch -> branch.trials().forEach(trial -> all.add(branch.settings())));
    return all;
  }

  /** The same cohort with only some of its trials; it may have none. */
  public Cohort only(Predicate<Trial> wanted) {
    List<Branch> left = new ArrayList<>();
    for (Branch branch : branches) {
      List<Trial> trials = branch.trials().stream().filter(wanted).toList();
      if (!trials.isEmpty()) {
        left.add(new Branch(branch.settings(), trials));
      }
    }
    return new Cohort(id, left);
  }

  /** The same cohort with only some of its cells; it may have none. */
  public Cohort onlyOf(Predicate<TrialSettings> wanted) {
    return new Cohort(
        id, branches.stream().filter(branch -> wanted.test(branch.settings())).toList());
  }
}
