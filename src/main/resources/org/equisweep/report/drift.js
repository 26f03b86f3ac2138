/* The paper's figure: distance to the equivariant layers against distance travelled. */

const DISTANCE = '‖A − Π_ℰA‖';
const DISTANCE_SET = '‖A − Π{sub|ℰ}A‖';
const TRAVELLED = '‖A − A(0)‖';

/** Pairs on logarithmic axes; the start, where nothing has moved, is not on them. */
function path(x, y, across, up) {
  const points = [];
  for (let i = 0; i < x.length; i++) {
    if (x[i] === null || y[i] === null || x[i] <= 0) continue;
    points.push([across.place(x[i]), up.place(y[i]), x[i], y[i], i]);
  }
  return points;
}

function driftValues(cells, pick) {
  return cells.flatMap(cell => [...(cell.runs || []).flatMap(pick.run), ...pick.median(cell)]);
}

function driftScales(cells) {
  const moved = (x, y) => y.filter((_, i) => x[i] !== null && x[i] > 0);
  const across = logarithmic(driftValues(cells, {
    run: run => run.x.filter(x => x !== null && x > 0),
    median: cell => cell.median && cell.median.travelled ? cell.median.travelled[1].filter(x => x !== null && x > 0) : [],
  }));
  const up = logarithmic(driftValues(cells, {
    run: run => moved(run.x, run.y),
    median: cell => cell.median && cell.median.distance ? moved(cell.median.travelled[1], cell.median.distance[1]) : [],
  }));
  return { across, up };
}

function runSeries(t, cell, run, scales, name) {
  const points = path(run.x, run.y, scales.across, scales.up);
  return {
    type: 'line', data: points, showSymbol: points.length === 1, symbolSize: 5, z: 2,
    lineStyle: {
      color: t.strategy(cell.strategy), width: 1, opacity: 0.28,
      type: run.status === 'diverged' || run.status === 'failed' || run.status === 'timeout' ? 'dotted' : 'solid',
    },
    itemStyle: { color: t.strategy(cell.strategy), opacity: 0.5 },
    emphasis: { disabled: true },
    tooltip: {
      formatter: p => tip(name + ', seed ' + run.seed, [
        ['trial', run.id.slice(0, 12)], ['status', run.status],
        ['epoch', String(cell.epoch[p.data[4]])],
        [TRAVELLED, figures(p.data[2])], [DISTANCE, figures(p.data[3])],
      ]),
    },
  };
}

/** The median, over a line in the page's colour that sets it off from the runs. */
function medianSeries(t, cell, scales, name) {
  const points = path(cell.median.travelled[1], cell.median.distance[1], scales.across, scales.up);
  const colour = t.strategy(cell.strategy);
  return [{
    type: 'line', data: points, silent: true, showSymbol: false, z: 4, tooltip: { show: false },
    lineStyle: { color: t.paper, width: 6, opacity: 0.85 }, emphasis: { disabled: true },
  }, {
    type: 'line', data: points, showSymbol: points.length === 1, symbolSize: 9, z: 5,
    lineStyle: { color: colour, width: 3, type: t.line(cell.strategy) },
    itemStyle: { color: colour },
    emphasis: { disabled: true },
    endLabel: {
      show: true, formatter: () => label(name.length > 22 ? name.slice(0, 21) + '…' : name), color: colour,
      fontFamily: t.sans, fontSize: 13, fontWeight: 600, distance: 10, offset: [6, 0],
      backgroundColor: t.paper, padding: [1, 3],
    },
    labelLayout: { moveOverlap: 'shiftY' },
    tooltip: {
      formatter: p => tip(name + ', median', [
        ['epoch', String(cell.epoch[p.data[4]])],
        [TRAVELLED, figures(p.data[2])], [DISTANCE, figures(p.data[3])],
      ]),
    },
  }];
}

function driftFigure(element, data, setting) {
  const t = theme();
  const cells = setting.cells.filter(cell => cell.runs);
  const scales = driftScales(cells);
  const series = [];
  for (const cell of cells) {
    const name = data.strategies[cell.strategy];
    for (const run of cell.runs) series.push(runSeries(t, cell, run, scales, name));
  }
  for (const cell of cells) {
    if (cell.median.travelled && cell.median.distance) {
      series.push(...medianSeries(t, cell, scales, data.strategies[cell.strategy]));
    }
  }
  draw(element, {
    grid: { left: 78, right: 132, top: 16, bottom: 58 },
    xAxis: logarithmicAxis(t, scales.across, 'distance travelled  ' + TRAVELLED, 34),
    yAxis: logarithmicAxis(t, scales.up, 'distance to ℰ  ' + DISTANCE_SET, 54),
    tooltip: { ...tooltip(t), trigger: 'item' },
    series,
  });
  return scales;
}
