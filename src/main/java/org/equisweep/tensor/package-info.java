/**
 * Off-heap tensors over ND4J buffers, BLAS calls, vectorised element kernels, counter-based random
 * numbers, NPY files. The only package that sees ND4J, JavaCPP or the Vector API.
 *
 * <p>May use: problem, storage.
 */
@NullMarked
package org.equisweep.tensor;

import org.jspecify.annotations.NullMarked;
