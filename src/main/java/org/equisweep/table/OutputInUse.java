package org.equisweep.table;

/** Another run holds the output folder; the command line exits with 4. */
public final class OutputInUse extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutputInUse(String folder, String owner) {
    super(
        "an output folder belongs to one run at a time, but %s is in use%s: wait for that run to end, or give another folder with -o"
            .formatted(folder, owner.isBlank() ? "" : " by " + owner));
  }
}
