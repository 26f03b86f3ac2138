package org.equisweep.sweep;

/**
 * What a phase of one trial takes, counted.
 *
 * @param steps updates of the weights
 * @param rows of the trajectories table
 * @param trainingMultiplyAdds of forward and backward passes of the steps
 * @param recordingMultiplyAdds of the passes that recorded rows ask for
 */
public record PhaseCost(
    String phase,
    String flow,
    long steps,
    long rows,
    double trainingMultiplyAdds,
    double recordingMultiplyAdds) {

  public double multiplyAdds() {
    return trainingMultiplyAdds + recordingMultiplyAdds;
  }
}
