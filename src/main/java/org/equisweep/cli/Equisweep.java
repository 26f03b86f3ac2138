package org.equisweep.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.equisweep.table.EngineVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The command line, for {@code jobs/equisweep} and {@code spark-submit} alike. Results go to
 * standard output, progress and problems to standard error; what ends how is in {@link Exit}.
 */
@Command(
    name = "equisweep",
    description = "Hyperparameter sweeps of equivariant, augmented and nominal training.",
    subcommands = {
      RunCommand.class,
      PlanCommand.class,
      ValidateCommand.class,
      GeometryCommand.class,
      StatusCommand.class,
      PublishCommand.class,
      AggregateCommand.class,
      ReportCommand.class,
      ShowCommand.class,
      CompareCommand.class,
      ReproduceCommand.class,
      WeightsCommand.class,
      SchemaCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Equisweep.Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:internal error",
      "2:bad usage, sweep file or data; nothing was touched",
      "3:done, but some trials failed",
      "4:the output is in use by another run",
      "130:interrupted; all committed rows are kept"
    })
public final class Equisweep {
  @Option(
      names = "--quiet",
      scope = ScopeType.INHERIT,
      description = "No progress and no summary; problems are still said.")
  private boolean quiet;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "One JSON object on standard output instead of text.")
  private boolean json;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of a problem.")
  private boolean debug;

  private final PrintStream out;
  private final PrintStream err;

  private Equisweep(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    PrintStream err = utf8(FileDescriptor.err);
    Interruption.announce(err);
    int exit = execute(utf8(FileDescriptor.out), err, arguments);
    Interruption.isNone();
    System.exit(exit);
  }

  /** Runs one command; its exit code. */
  static int execute(PrintStream out, PrintStream err, String... arguments) {
    Equisweep equisweep = new Equisweep(out, err);
    CommandLine line = equisweep.commandLine();
    try {
      return line.execute(arguments);
    } catch (StackOverflowError | OutOfMemoryError | LinkageError error) {
      return equisweep.problems().report(error);
    } finally {
      out.flush();
      err.flush();
    }
  }

  /** All commands, ready to parse. */
  static CommandLine commandLine(PrintStream out, PrintStream err) {
    return new Equisweep(out, err).commandLine();
  }

  private CommandLine commandLine() {
    CommandLine line = new CommandLine(this);
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    line.getSubcommands()
        .values()
        .forEach(command -> command.getCommandSpec().mixinStandardHelpOptions(true));
    line.setAbbreviatedOptionsAllowed(false);
    line.setParameterExceptionHandler(
        (problem, given) -> problems().report(UsageProblem.of(problem)));
    line.setExecutionExceptionHandler((problem, command, parsed) -> problems().report(problem));
    return line;
  }

  Console console() {
    return new Console(out, err, quiet, json);
  }

  private Problems problems() {
    return new Problems(err, debug);
  }

  /** Messages contain mathematics, whatever the locale. */
  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"equisweep " + EngineVersion.get()};
    }
  }
}
