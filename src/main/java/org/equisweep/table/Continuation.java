package org.equisweep.table;

import org.equisweep.table.Ledger.Committed;

/**
 * A trial that can go on from where another one ended.
 *
 * @param trialId of the trial to train
 * @param phase index of the phase in which the other one ended
 * @param epochs of that phase that it has behind it
 * @param from the other one
 */
public record Continuation(String trialId, int phase, int epochs, Committed from) {}
