package org.equisweep.sweep;

import java.util.SortedMap;
import org.equisweep.training.TrialSettings;

/**
 * One combination of the axes.
 *
 * @param id content hash of the settings (16 hex digits)
 * @param group the name on the axis, as are the next three; inline definitions are named by
 *     position
 * @param axes the other axes: path to value (Long, Double, Boolean or String)
 */
public record Cell(
    String id,
    String group,
    String architecture,
    String initialization,
    String strategy,
    SortedMap<String, Object> axes,
    TrialSettings settings) {}
