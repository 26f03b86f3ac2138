package org.equisweep.sweep;

import java.math.BigInteger;
import java.util.List;
import org.equisweep.geometry.GeometryRow;

/**
 * The geometry of a group acting on an architecture.
 *
 * @param group its name in the sweep, as is {@code architecture}
 * @param order |G| as it acts
 * @param rows one per layer, then the total
 * @param violations of A1–A3, as the geometry table shows them
 */
public record PlannedGeometry(
    String group,
    String architecture,
    BigInteger order,
    List<GeometryRow> rows,
    List<String> violations) {}
