/* Risks against epochs, and where the runs end: small panels that share their colours. */

const RISKS = [
  ['nominal_risk', 'nominal risk R'],
  ['augmented_risk', 'augmented risk R\u1d43\u1d58\u1d4d'],
  ['test_risk', 'test risk'],
  ['train_accuracy', 'training accuracy'],
  ['test_accuracy', 'test accuracy'],
];

const FINALS = [
  ['distance_to_equivariant', 'distance to ℰ', true],
  ['drift_ratio', 'drift per distance travelled', true],
  ['nominal_risk', 'nominal risk', false],
  ['augmented_risk', 'augmented risk', false],
  ['test_risk', 'test risk', false],
  ['test_accuracy', 'test accuracy', false],
  ['equivariance_error_max', 'largest equivariance error of the output', true],
  ['wall_seconds', 'seconds per run', true],
];

/** Epochs, unless rows are closer than that. */
function progress(cells) {
  const fine = cells.some(cell => cell.epoch && 2 * new Set(cell.epoch).size < cell.epoch.length);
  return fine ? 'step' : 'epoch';
}

function band(t, cell, x, quartiles) {
  const points = [];
  for (let i = 0; i < x.length; i++) {
    if (quartiles[0][i] !== null) points.push([x[i], quartiles[0][i], quartiles[2][i]]);
  }
  return {
    type: 'custom', silent: true, data: [0], z: 1, tooltip: { show: false },
    encode: { x: -1, y: -1 },
    renderItem: (params, api) => ({
      type: 'polygon',
      shape: {
        points: [...points.map(p => api.coord([p[0], p[1]])), ...points.slice().reverse().map(p => api.coord([p[0], p[2]]))],
      },
      style: { fill: t.strategy(cell.strategy), opacity: 0.16 },
    }),
  };
}

function riskPanel(element, data, setting, key) {
  const t = theme();
  const cells = setting.cells.filter(cell => cell.median && cell.median[key]);
  const unit = progress(cells);
  const series = [];
  let least = Infinity, most = -Infinity;
  for (const cell of cells) {
    const quartiles = cell.median[key];
    for (const value of [...quartiles[0], ...quartiles[2]]) {
      if (value !== null) { least = Math.min(least, value); most = Math.max(most, value); }
    }
    series.push(band(t, cell, cell[unit], quartiles));
    const points = cell[unit].map((x, i) => [x, quartiles[1][i], quartiles[0][i], quartiles[2][i]]).filter(p => p[1] !== null);
    const name = data.strategies[cell.strategy];
    series.push({
      type: 'line', z: 3, showSymbol: points.length === 1, symbolSize: 8, data: points,
      lineStyle: { color: t.strategy(cell.strategy), width: 2, type: t.line(cell.strategy) },
      itemStyle: { color: t.strategy(cell.strategy) },
      emphasis: { disabled: true },
      tooltip: {
        formatter: p => tip(name + ', ' + unit + ' ' + p.data[0], [['median', figures(p.data[1])], ['quartiles', figures(p.data[2]) + ' to ' + figures(p.data[3])]]),
      },
    });
  }
  const room = 0.04 * (most - least) || Math.abs(most) * 0.05 || 1;
  draw(element, {
    grid: { left: 62, right: 14, top: 12, bottom: 44 },
    xAxis: linearAxis(t, unit, 26, { scale: false, min: 'dataMin', max: 'dataMax', minInterval: 1 }),
    yAxis: linearAxis(t, '', 0, { min: least - room, max: most + room, splitNumber: 4, axisLabel: { ...axisText(t), showMinLabel: false, showMaxLabel: false, formatter: tick } }),
    tooltip: { ...tooltip(t), trigger: 'item' },
    series,
  });
}

/** Rows of a panel of ends: one cell each, median, quartiles and extremes. */
function finalPanel(element, data, rows, quantity, wantsLogarithm) {
  const t = theme();
  const values = rows.flatMap(row => row.cell.finals[quantity].slice(0, 5));
  const log = wantsLogarithm && values.every(value => value >= 0);
  const scale = log ? logarithmic(values) : null;
  const place = log ? scale.place : value => value;
  const labels = labelWidth(rows.map(row => row.label), element);
  element.style.height = 3.4 + 1.6 * rows.length + 'rem';
  const points = rows.map((row, i) => [...row.cell.finals[quantity].slice(0, 5).map(place), i]);
  draw(element, {
    grid: { left: labels + 14, right: 26, top: 6, bottom: 30 },
    xAxis: log ? { ...logarithmicAxis(t, scale, '', 0, 4) } : linearAxis(t, '', 0, padded(values)),
    yAxis: categories(t, rows.map(row => row.label), labels),
    tooltip: {
      ...tooltip(t), trigger: 'item',
      formatter: p => {
        const of = rows[p.dataIndex].cell.finals[quantity];
        return tip(rows[p.dataIndex].label, [['median', figures(of[2])], ['quartiles', figures(of[1]) + ' to ' + figures(of[3])], ['range', figures(of[0]) + ' to ' + figures(of[4])], ['runs', String(of[5])]]);
      },
    },
    series: [{
      type: 'custom', data: points, encode: { x: [0, 1, 2, 3, 4], y: 5 }, clip: false,
      renderItem: (params, api) => spread(t, t.strategy(rows[params.dataIndex].cell.strategy), [0, 1, 2, 3, 4].map(k => api.coord([api.value(k), api.value(5)]))),
    }],
  });
}

/** Range, quartiles and median, from five points on a line. */
function spread(t, colour, [least, lower, middle, upper, most]) {
  const line = (a, b, width) => ({ type: 'line', shape: { x1: a[0], y1: a[1], x2: b[0], y2: b[1] }, style: { stroke: colour, lineWidth: width, lineCap: 'round', fill: 'none' } });
  return {
    type: 'group',
    children: [line(least, most, 1.5), line(lower, upper, 5), { type: 'circle', shape: { cx: middle[0], cy: middle[1], r: 4.5 }, style: { fill: t.paper, stroke: colour, lineWidth: 2.5 } }],
  };
}

function padded(values) {
  const least = Math.min(...values), most = Math.max(...values);
  const room = 0.08 * (most - least) || 0.05 * Math.abs(most) || 1;
  return { min: least - room, max: most + room, splitNumber: 3, axisLabel: { ...axisText(theme()), hideOverlap: true, showMinLabel: false, showMaxLabel: false, formatter: tick } };
}
