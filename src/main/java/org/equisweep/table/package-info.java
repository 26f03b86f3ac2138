/**
 * The tables' columns declared once; row types; Parquet parts, commit records, publication.
 *
 * <p>May use: sweep and what it may use.
 */
@NullMarked
package org.equisweep.table;

import org.jspecify.annotations.NullMarked;
