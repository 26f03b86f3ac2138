/**
 * The distributed run: task body, Kryo registrator, progress, resume.
 *
 * <p>May use: table and what it may use.
 */
@NullMarked
package org.equisweep.spark;

import org.jspecify.annotations.NullMarked;
