package org.equisweep.stability;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Every constructed problem. */
final class Problems {
  private Problems() {}

  /**
   * @param folder where admissible spaces are written that the problems name
   */
  static List<Problem> all(Path folder) {
    List<Problem> all = new ArrayList<>(TanhProblems.all());
    all.addAll(LinearProblems.all(folder));
    all.addAll(FlatProblems.all());
    all.addAll(GoldenProblems.all());
    return all;
  }
}
