package org.equisweep.sweep;

/**
 * One training run.
 *
 * @param id content hash of settings and seed (16 hex digits)
 */
public record Trial(String id, long seed) {}
