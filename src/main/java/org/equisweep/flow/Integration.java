package org.equisweep.flow;

import java.util.OptionalInt;

/**
 * How an integration ended; the state itself was given back in place.
 *
 * @param time reached: the end asked for, or that of the event
 * @param steps accepted
 * @param evaluations of f in all
 * @param event index of the event that ended it; empty if the end was reached
 */
public record Integration(double time, long steps, long evaluations, OptionalInt event) {}
