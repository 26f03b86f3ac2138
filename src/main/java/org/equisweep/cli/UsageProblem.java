package org.equisweep.cli;

import java.util.List;
import java.util.Set;
import org.equisweep.problem.InvalidInput;
import org.equisweep.sweep.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with the arguments, in the house form. */
final class UsageProblem {
  private UsageProblem() {}

  static InvalidInput of(ParameterException problem) {
    String command = problem.getCommandLine().getCommandSpec().qualifiedName();
    String help = "see '" + command + " --help'";
    if (problem instanceof UnmatchedArgumentException unmatched) {
      return unknown(unmatched, command, help);
    }
    if (problem instanceof MissingParameterException missing) {
      List<String> names = missing.getMissing().stream().map(UsageProblem::name).toList();
      return InvalidInput.of(
          "'" + command + "' must be given " + String.join(" and ", names),
          (names.size() == 1 ? "it is" : "they are") + " missing",
          help);
    }
    if (problem.getCommandLine().getParent() == null && problem.getCause() == null) {
      return InvalidInput.of("a command must be given", "there is none", help);
    }
    Throwable cause = problem.getCause();
    if (cause instanceof InvalidInput invalid) {
      return invalid;
    }
    return InvalidInput.of(
        "the arguments of '" + command + "' must be usable",
        String.valueOf(problem.getMessage()),
        help);
  }

  private static InvalidInput unknown(
      UnmatchedArgumentException problem, String command, String help) {
    String given = problem.getUnmatched().get(0);
    CommandLine line = problem.getCommandLine();
    boolean isOption = given.startsWith("-");
    Set<String> known =
        isOption ? line.getCommandSpec().optionsMap().keySet() : line.getSubcommands().keySet();
    String remedy =
        Nearest.find(given, known).map(near -> "did you mean " + near + "?").orElse(help);
    if (isOption) {
      return InvalidInput.of(
          "an option of '" + command + "' must be one it knows", "got " + given, remedy);
    }
    return line.getSubcommands().isEmpty()
        ? InvalidInput.of(
            "'" + command + "' must get no more than it takes", "got also '" + given + "'", help)
        : InvalidInput.of(
            "a command must be one of " + String.join(", ", line.getSubcommands().keySet()),
            "got '" + given + "'",
            remedy);
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? option.longestName() + " " + option.paramLabel()
        : argument.paramLabel();
  }
}
