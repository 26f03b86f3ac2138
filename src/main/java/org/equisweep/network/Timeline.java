package org.equisweep.network;

/**
 * Plan time of a network of S stages: forward of stage i at i, the loss at S, backward of stage i
 * at 2S − i.
 */
record Timeline(int stages) {
  int forward(int stage) {
    return stage;
  }

  int loss() {
    return stages;
  }

  int backward(int stage) {
    return 2 * stages - stage;
  }

  /** When the gradient of stage i's output is written: by stage i + 1, or by the loss. */
  int outputGradient(int stage) {
    return backward(stage) - 1;
  }

  int end() {
    return backward(0);
  }
}
