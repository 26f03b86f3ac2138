package org.equisweep.stability;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equisweep.group.GroupSpec;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.tensor.NdArray;
import org.equisweep.tensor.Npy;
import org.equisweep.tensor.Npz;

/**
 * A network, data and a point of 𝓔 whose stability under augmented training is known.
 *
 * @param inputs N examples, channel-major
 * @param targets N examples
 * @param layers A₁ … A_L, each (c_out, c_in, n_out, n_in) row-major
 * @param penalty γ of R^aug + γ/2·‖A − Π_𝓔A‖²
 */
record Problem(
    String name,
    GroupSpec group,
    ArchitectureSpec architecture,
    double[][] inputs,
    double[][] targets,
    List<double[]> layers,
    double penalty,
    Expected expected) {

  /**
   * The answer.
   *
   * @param verdict as the trials table says it
   * @param tangent every eigenvalue on T𝓔, ascending
   * @param normal every eigenvalue on N𝓔, ascending, the penalty included
   * @param explained how many of them are 0 for a reason: unexcited, gauge, dead unit, softmax
   */
  record Expected(String verdict, double[] tangent, double[] normal, int explained) {
    Expected {
      tangent = sorted(tangent);
      normal = sorted(normal);
    }

    private static double[] sorted(double[] values) {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      return sorted;
    }

    int indexTangent() {
      return negative(tangent);
    }

    int indexNormal() {
      return negative(normal);
    }

    private static int negative(double[] values) {
      return (int) Arrays.stream(values).filter(value -> value < -1e-9).count();
    }

    /** −λ_min on N𝓔: the rate of escape where it is above 0. */
    double escapeRate() {
      return -normal[0];
    }
  }

  /** The same with a penalty: γ more on N𝓔. */
  Problem penalised(String newName, double gamma, String verdict) {
    double[] normal = Arrays.stream(expected.normal).map(value -> value + gamma).toArray();
    return new Problem(
        newName,
        group,
        architecture,
        inputs,
        targets,
        layers,
        gamma,
        new Expected(verdict, expected.tangent, normal, expected.explained));
  }

  /** Writes inputs.npy, targets.npy and weights.npz, as a user would bring them. */
  void write(Path folder, List<int[]> shapes) {
    Npy.write(folder.resolve("inputs.npy").toString(), array(inputs));
    Npy.write(folder.resolve("targets.npy").toString(), array(targets));
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      arrays.put("layer_" + (i + 1), new NdArray(shapes.get(i), layers.get(i)));
    }
    Npz.write(folder.resolve("weights.npz").toString(), arrays);
  }

  private static NdArray array(double[][] rows) {
    double[] values = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    return new NdArray(new int[] {rows.length, rows[0].length}, values);
  }

  @Override
  public String toString() {
    return name;
  }
}
