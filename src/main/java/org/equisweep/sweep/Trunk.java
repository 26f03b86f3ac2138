package org.equisweep.sweep;

/**
 * A place on the way of a trial: the end of a phase. Trials that stand on one trunk differ in how
 * long that phase is, so that the one of more epochs can go on from the end of the other.
 *
 * @param id content hash of all that determines the way there but the epochs of its last phase
 * @param epochs of its last phase
 */
public record Trunk(String id, int epochs) {}
