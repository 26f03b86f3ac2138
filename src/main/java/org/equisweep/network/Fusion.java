package org.equisweep.network;

/**
 * Layers that one step executes together with what lies between them.
 *
 * @param first 1 … L
 * @param last 1 … L
 * @param tiling the blocks in which the array between them is worked through
 * @param bytes of that array, as often as the plain steps write or read it in one call, and this
 *     does within the cache
 */
public record Fusion(int first, int last, Tiling tiling, long bytes) {}
