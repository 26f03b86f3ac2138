/**
 * One self-contained HTML page with plots.
 *
 * <p>May use: table and what it may use.
 */
@NullMarked
package org.equisweep.report;

import org.jspecify.annotations.NullMarked;
