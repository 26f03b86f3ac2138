package org.equisweep.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TablesTest {
  private static final String REGENERATE =
      "regenerate it by:" + " mvn test -Dtest=TablesTest -Dtables.write=true";

  @Test
  void columns_of_trials_are_those_of_the_interface_in_order() {
    assertThat(Tables.TRIALS.columns().stream().map(Column::name))
        .containsExactly(
            ("trial_id, cell_id, group, architecture, initialization, strategy, seed, status,"
                    + " reason, epochs, steps, nominal_risk, augmented_risk, test_risk,"
                    + " test_accuracy, gradient_norm, gradient_norm_tangent, gradient_norm_normal,"
                    + " distance_to_equivariant, distance_travelled, equivariance_error_mean,"
                    + " equivariance_error_max, convergence_rate, convergence_rate_error, verdict,"
                    + " index, index_tangent, index_normal, zero_threshold, explained_flat, polish_distance,"
                    + " kink_distance, smallest_eigenvalue_tangent, smallest_eigenvalue_normal,"
                    + " destabilising_component, escape_rate_predicted, escape_rate_observed,"
                    + " escape_rate_error, precision, numerics, engine_version, wall_seconds")
                .split(", "));
  }

  @Test
  void columns_of_trajectories_are_those_of_the_interface_in_order() {
    assertThat(Tables.TRAJECTORIES.columns().stream().map(Column::name))
        .containsExactly(
            ("trial_id, phase, phase_name, flow, epoch, step, time, batch_loss,"
                    + " batch_gradient_norm,"
                    + " train_accuracy, test_accuracy, nominal_risk, augmented_risk, test_risk,"
                    + " gradient_norm, gradient_norm_tangent, gradient_norm_normal,"
                    + " distance_to_equivariant, distance_travelled, equivariance_error_mean,"
                    + " equivariance_error_max, balance_drift, norm_balance_drift,"
                    + " distance_to_equivariant_by_layer,"
                    + " distance_travelled_by_layer, filter_size, filters, filters_equivariant")
                .split(", "));
  }

  @Test
  void every_name_means_the_same_in_every_table() {
    for (Table table : List.of(Tables.TRIALS, Tables.TRAINED)) {
      for (Column column : table.columns()) {
        if (Tables.TRAJECTORIES.has(column.name())) {
          assertThat(Tables.TRAJECTORIES.column(column.name())).isEqualTo(column);
        }
      }
    }
  }

  @Test
  void the_document_agrees_with_the_declarations() throws IOException {
    Path document = Path.of("docs/tables.md");
    if (Boolean.getBoolean("tables.write")) {
      TablesDocument.main(new String[] {document.toString()});
    }
    assertThat(Files.readString(document))
        .as("docs/tables.md is stale; " + REGENERATE)
        .isEqualTo(TablesDocument.text());
  }
}
