package org.equisweep.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.Coefficients;
import org.equisweep.network.Network;
import org.equisweep.tensor.Precision;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against PyTorch's own steps; bench/reference/optimisers.py made the numbers. */
class OptimiserTest {
  /** Relative, of float64 along a dozen steps. */
  private static final double AGREEMENT = 1e-12;

  /** The same of float32, which Adam's division by small roots makes worse. */
  private static final double FLOAT_AGREEMENT = 1e-5;

  private static final int STEPS = 1000;
  private static final int ROUNDS = 400;

  @TempDir Path folder;

  private static JsonNode golden() throws IOException {
    try (InputStream in = OptimiserTest.class.getResourceAsStream("/reference/optimisers.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static double[] array(JsonNode list, int length) {
    double[] values = new double[length];
    for (int i = 0; i < list.size(); i++) {
      values[i] = list.get(i).asDouble();
    }
    return values;
  }

  private Point point(Precision precision) {
    TrialSettings settings = Case.Z10_NODES.settings(folder);
    ArchitectureGeometry geometry =
        ArchitectureGeometry.of(settings.architecture(), settings.group());
    Network network = Network.compile(geometry, Network.Space.ADMISSIBLE, precision, 1);
    return new Point(geometry, network, Network.Space.ADMISSIBLE, new Scratch());
  }

  private static Optimiser optimiser(JsonNode c, Point point) {
    OptimiserSpec spec = new OptimiserSpec.Sgd();
    if (!c.get("momentum").isNull()) {
      spec =
          new OptimiserSpec.Momentum(c.get("momentum").asDouble(), c.get("nesterov").asBoolean());
    } else if (!c.get("betas").isNull()) {
      spec =
          new OptimiserSpec.Adam(
              c.get("betas").get(0).asDouble(),
              c.get("betas").get(1).asDouble(),
              c.get("epsilon").asDouble());
    }
    PhaseSpec phase =
        new PhaseSpec(
            "steps",
            PhaseSpec.Flow.NOMINAL,
            null,
            1,
            c.get("rate").asDouble(),
            PhaseSpec.Update.EVERY_BATCH,
            spec,
            OptionalDouble.empty(),
            OptionalDouble.of(c.get("decay").asDouble()),
            null,
            OptionalInt.empty());
    return Optimiser.of(phase, point);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sgd",
        "sgd, decay",
        "momentum",
        "momentum, decay",
        "nesterov",
        "nesterov, decay",
        "adam",
        "adam, decay"
      })
  void stepsAreThoseOfPyTorch(String name) throws IOException {
    JsonNode c = golden().get("cases").get(name);
    for (Precision precision : Precision.values()) {
      double tolerance = precision == Precision.DOUBLE ? AGREEMENT : FLOAT_AGREEMENT;
      try (Point start = point(precision);
          Optimiser optimiser = optimiser(c, start);
          Coefficients gradient = start.newDirection()) {
        Coefficients point = start.coefficients();
        double[] values = array(golden().get("start"), point.size(0));
        point.write(0, values);
        int step = 0;
        for (JsonNode g : golden().get("gradients")) {
          gradient.write(0, array(g, point.size(0)));
          optimiser.step(point, gradient);
          point.read(0, values);
          JsonNode expected = c.get("points").get(step++);
          for (int i = 0; i < expected.size(); i++) {
            double value = expected.get(i).asDouble();
            assertThat(values[i])
                .as("%s, step %d, coefficient %d".formatted(precision, step, i))
                .isCloseTo(value, within(tolerance * Math.max(1, Math.abs(value))));
          }
        }
        assertThat(step).isEqualTo(12);
        for (int i = 7; i < values.length; i++) {
          assertThat(values[i]).as("where nothing pulls").isZero();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sgd, decay", "momentum, decay", "nesterov, decay", "adam, decay"})
  void stepsAllocateNothing(String name) throws IOException {
    JsonNode c = golden().get("cases").get(name);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Point start = point(Precision.FLOAT);
        Optimiser optimiser = optimiser(c, start);
        Coefficients gradient = start.newDirection()) {
      Coefficients point = start.coefficients();
      long thread = Thread.currentThread().getId();
      long least = Long.MAX_VALUE;
      // until compiled: the interpreter makes objects of vectors
      for (int round = 0; round < ROUNDS && least > 0; round++) {
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < STEPS; i++) {
          optimiser.step(point, gradient);
        }
        least = Math.min(least, (threads.getThreadAllocatedBytes(thread) - before) / STEPS);
      }
      assertThat(least).as("bytes of a step").isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"momentum", "adam"})
  void aResumedOptimiserGoesOnAsIfItHadNotStopped(String name) throws IOException {
    JsonNode c = golden().get("cases").get(name);
    try (Point start = point(Precision.DOUBLE);
        Optimiser whole = optimiser(c, start);
        Optimiser resumed = optimiser(c, start);
        Coefficients one = start.newDirection();
        Coefficients other = start.newDirection();
        Coefficients gradient = start.newDirection()) {
      int step = 0;
      for (JsonNode g : golden().get("gradients")) {
        gradient.write(0, array(g, one.size(0)));
        if (step == 5) {
          other.copyFrom(one);
          for (int i = 0; i < whole.memory().size(); i++) {
            resumed.memory().get(i).copyFrom(whole.memory().get(i));
          }
          resumed.resume(step);
        }
        whole.step(one, gradient);
        if (step >= 5) {
          resumed.step(other, gradient);
        }
        step++;
      }
      double[] expected = new double[one.size(0)];
      one.read(0, expected);
      double[] actual = new double[one.size(0)];
      other.read(0, actual);
      assertThat(actual).isEqualTo(expected);
    }
  }
}
