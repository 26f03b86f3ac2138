package org.equisweep.training;

/**
 * Where a trial stood at the end of its last phase, bit for bit: a trial that begins alike goes on
 * from there as if it had not stopped. Draws are keyed by epochs, so no generator is part of it.
 *
 * @param status how the phase ended: budget, converged or plateau
 * @param phaseSteps steps of that phase
 * @param epochs completed, over the trial, as are steps and epochs begun
 * @param time of the flow, over the trial, at the end and at the beginning of the phase; NaN where
 *     it has none
 * @param point the coefficients as they are stored
 * @param memory what the optimiser remembers, one array after the other
 * @param lookedBackOn steps of the phase that the plateau rule looks back on, and the risks there
 */
public record EndState(
    TrialOutcome.Status status,
    long phaseSteps,
    long epochs,
    long steps,
    long epochsBegun,
    double time,
    double timeBefore,
    double[] point,
    double[] memory,
    double[] lookedBackOn,
    double[] risks) {}
