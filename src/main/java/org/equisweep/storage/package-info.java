/**
 * Files by path: local ones and any Hadoop file system. The only package below {@code spark} that
 * sees Hadoop.
 *
 * <p>May use: problem.
 */
@NullMarked
package org.equisweep.storage;

import org.jspecify.annotations.NullMarked;
