package org.equisweep.training;

/**
 * What outcomes hold besides their rows.
 *
 * @param layers the final layers (not those of failed trials)
 * @param states where trials stood that ended with a result, to go on from
 */
public record Keep(boolean layers, boolean states) {}
