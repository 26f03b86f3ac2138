package org.equisweep.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.problem.InvalidInput;
import org.equisweep.tensor.NdArray;
import org.equisweep.tensor.Npz;
import org.equisweep.training.TrialSettings;
import org.equisweep.training.WeightsFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "weights",
    description = "Write a trial's final layers for NumPy or PyTorch; the trial is trained again.")
final class WeightsCommand implements Callable<Integer> {
  @ParentCommand private Equisweep equisweep;
  @Mixin private ResultsFolder results;

  @Parameters(index = "1", paramLabel = "TRIAL", description = "Its id, or a unique beginning.")
  private String trial = "";

  @Option(
      names = "-o",
      required = true,
      paramLabel = "W.npz",
      description = "Where to: layer_1 … layer_L, each (c_out, c_in, n_out, n_in).")
  private String output = "";

  @Override
  public Integer call() {
    Console console = equisweep.console();
    if (!output.endsWith(".npz")) {
      throw InvalidInput.of(
          "a weights file must be named *.npz", "got " + output, "give -o " + output + ".npz");
    }
    TrialStory story;
    try (TrialArchive archive = new TrialArchive(results.open())) {
      story = archive.repeatable(trial);
    }
    Repetition repetition = Repetition.of(story, true);
    if (!repetition.outcome().status().isResult()) {
      throw InvalidInput.of(
          "a trial must have come to a result",
          "%s ended %s: %s"
              .formatted(story.id(), repetition.outcome().status(), repetition.outcome().reason()),
          "choose another");
    }
    if (!repetition.differences().isEmpty()) {
      console.warn(
          "these layers are not those recorded: 'reproduce' says how the trial came out otherwise");
    }
    Map<String, NdArray> layers =
        layers(story.cells().get(0).settings(), repetition.outcome().layers());
    Npz.write(output, layers);
    if (console.json()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("trial_id", story.id());
      json.put("file", output);
      Map<String, int[]> shapes = new LinkedHashMap<>();
      layers.forEach((name, layer) -> shapes.put(name, layer.shape()));
      json.put("layers", shapes);
      console.print(json);
    } else {
      layers.forEach((name, layer) -> console.print(name + "  " + List.of(boxed(layer.shape()))));
      console.remark("written to " + output);
    }
    return Exit.DONE;
  }

  private static Map<String, NdArray> layers(TrialSettings settings, List<double[]> values) {
    List<LayerGeometry> geometries =
        ArchitectureGeometry.of(settings.architecture(), settings.group()).layers();
    List<String> names = settings.architecture().layerNames();
    Map<String, NdArray> layers = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      int[] extents = WeightsFile.extents(names.get(i), geometries.get(i).shape());
      layers.put(names.get(i), new NdArray(extents, values.get(i)));
    }
    return layers;
  }

  private static Integer[] boxed(int[] shape) {
    Integer[] boxed = new Integer[shape.length];
    for (int i = 0; i < shape.length; i++) {
      boxed[i] = shape[i];
    }
    return boxed;
  }
}
