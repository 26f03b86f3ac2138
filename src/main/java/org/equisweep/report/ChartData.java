package org.equisweep.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.equisweep.report.Curves.CellCurves;
import org.equisweep.report.Curves.Measure;
import org.equisweep.table.Row;

/** What the charts draw, as JSON: numbers to four figures, null where there is none. */
final class ChartData {
  /** Runs drawn thin, over all cells; each cell shows its first seeds. */
  static final int MOST_RUNS = 1_200;

  private static final int MOST_RUNS_OF_A_CELL = 40;
  private static final MathContext FOUR_FIGURES = new MathContext(4);

  private final SweepResults results;
  private final Curves curves;
  private final Map<String, List<Row>> cellRows;
  private final StringWriter text = new StringWriter();
  private final LastPhases phases;
  private final JsonGenerator json;

  private ChartData(SweepResults results, Curves curves, LastPhases phases) throws IOException {
    this.results = results;
    this.curves = curves;
    this.phases = phases;
    this.cellRows = results.cellRows();
    this.json = new JsonFactory().createGenerator(text);
  }

  /** Safe inside a script element: no less-than sign can close it. */
  static String of(SweepResults results, Curves curves, LastPhases phases) {
    try {
      ChartData data = new ChartData(results, curves, phases);
      data.write();
      return data.text.toString().replace("<", "\\u003c");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many runs of each cell are drawn. */
  static int runsOfACell(SweepResults results) {
    int cells = Math.max(1, Math.min(Curves.MOST_CELLS, results.cellKeys().size()));
    return Math.max(1, Math.min(MOST_RUNS_OF_A_CELL, MOST_RUNS / cells));
  }

  private void write() throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("strategies");
    for (Strategy strategy : results.strategies()) {
      json.writeString(strategy.name());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("settings");
    for (Setting setting : results.settings()) {
      json.writeStartObject();
      json.writeStringField("label", setting.label());
      json.writeArrayFieldStart("cells");
      for (CellKey cell : setting.cells()) {
        writeCell(cell);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    writeImportance();
    json.writeEndObject();
    json.close();
  }

  private void writeCell(CellKey cell) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", cell.id());
    json.writeNumberField("strategy", strategyIndex(cell));
    writeFinals(cell);
    CellCurves drawn = curves.of(cell);
    if (drawn != null && !drawn.states().isEmpty()) {
      writeCurves(drawn);
    }
    LastPhases.Phase phase = phases.of(cell);
    if (phase != null) {
      writePhase(phase, Math.min(runsOfACell(results), drawn.trials().size()));
    }
    json.writeEndObject();
  }

  private int strategyIndex(CellKey cell) {
    return results.strategies().stream().map(Strategy::name).toList().indexOf(cell.strategy());
  }

  /** Median, quartiles, extremes of every summarised quantity of the cell. */
  private void writeFinals(CellKey cell) throws IOException {
    json.writeObjectFieldStart("finals");
    for (Row row : cellRows.getOrDefault(cell.id(), List.of())) {
      if (row.whole("count") > 0) {
        json.writeArrayFieldStart(row.string("quantity"));
        for (String column :
            List.of("minimum", "lower_quartile", "median", "upper_quartile", "maximum")) {
          writeNumber(row.number(column));
        }
        json.writeNumber(row.whole("count"));
        json.writeEndArray();
      }
    }
    json.writeEndObject();
  }

  private void writeCurves(CellCurves drawn) throws IOException {
    json.writeArrayFieldStart("epoch");
    for (Curves.State state : drawn.states()) {
      json.writeNumber(state.epoch());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("step");
    for (Curves.State state : drawn.states()) {
      json.writeNumber(state.step());
    }
    json.writeEndArray();
    json.writeStringField("layers", drawn.acting().words());
    json.writeObjectFieldStart("median");
    for (Map.Entry<String, Measure> entry : MEASURES.entrySet()) {
      List<Quantiles> quantiles = drawn.quantiles(entry.getValue());
      if (quantiles.stream().anyMatch(of -> of.count() > 0)) {
        json.writeArrayFieldStart(entry.getKey());
        writeNumbers(quantiles, Quantiles::lower);
        writeNumbers(quantiles, Quantiles::median);
        writeNumbers(quantiles, Quantiles::upper);
        json.writeEndArray();
      }
    }
    json.writeEndObject();
    json.writeArrayFieldStart("runs");
    for (int run = 0; run < Math.min(runsOfACell(results), drawn.trials().size()); run++) {
      writeRun(drawn, run);
    }
    json.writeEndArray();
  }

  /** The distance during the last phase: epoch means, and the first epoch state by state. */
  private void writePhase(LastPhases.Phase phase, int runs) throws IOException {
    json.writeObjectFieldStart("phase");
    writeDistances("epochs", phase::byEpoch, phase.medians(phase::byEpoch, phase.epochs()), runs);
    long[] steps = phase.steps();
    json.writeArrayFieldStart("step");
    for (long step : steps) {
      json.writeNumber(step);
    }
    json.writeEndArray();
    writeDistances("first", phase::byStep, phase.medians(phase::byStep, steps.length), runs);
    json.writeEndObject();
  }

  private void writeDistances(String field, IntFunction<double[]> of, double[] medians, int runs)
      throws IOException {
    json.writeObjectFieldStart(field);
    writeArray("median", medians);
    json.writeArrayFieldStart("runs");
    for (int run = 0; run < runs; run++) {
      json.writeStartArray();
      for (double value : of.apply(run)) {
        writeNumber(value);
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static final Map<String, Measure> MEASURES =
      new TreeMap<>(
          Map.of(
              "nominal_risk", Measure.NOMINAL_RISK,
              "augmented_risk", Measure.AUGMENTED_RISK,
              "test_risk", Measure.TEST_RISK,
              "train_accuracy", Measure.TRAIN_ACCURACY,
              "test_accuracy", Measure.TEST_ACCURACY,
              "distance", Measure.DISTANCE,
              "travelled", Measure.TRAVELLED));

  private void writeRun(CellCurves drawn, int run) throws IOException {
    TrialEnd trial = drawn.trials().get(run);
    json.writeStartObject();
    json.writeStringField("id", trial.trialId());
    json.writeStringField("status", trial.status());
    json.writeNumberField("seed", trial.seed());
    writeArray("x", drawn.run(Measure.TRAVELLED, run));
    writeArray("y", drawn.run(Measure.DISTANCE, run));
    json.writeEndObject();
  }

  private void writeArray(String field, double[] values) throws IOException {
    json.writeArrayFieldStart(field);
    for (double value : values) {
      writeNumber(value);
    }
    json.writeEndArray();
  }

  private void writeNumbers(List<Quantiles> quantiles, ToDoubleFunction<Quantiles> of)
      throws IOException {
    json.writeStartArray();
    for (Quantiles quantile : quantiles) {
      writeNumber(of.applyAsDouble(quantile));
    }
    json.writeEndArray();
  }

  private void writeNumber(double value) throws IOException {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      json.writeNull();
    } else if (value == 0) {
      json.writeNumber(0);
    } else {
      json.writeNumber(new BigDecimal(value).round(FOUR_FIGURES).stripTrailingZeros().toString());
    }
  }

  private void writeImportance() throws IOException {
    json.writeArrayFieldStart("importance");
    for (Row row : results.importance()) {
      if (row.get("axis") != null) {
        json.writeStartObject();
        json.writeStringField("target", row.string("target"));
        json.writeStringField("axis", row.string("axis"));
        json.writeFieldName("importance");
        writeNumber(row.number("importance"));
        json.writeFieldName("r2");
        writeNumber(row.number("r_squared"));
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }
}
