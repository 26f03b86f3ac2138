/* The paper's main figure: distance to the equivariant layers during the last phase. */

const DURING = [
  ['epochs', 'epoch of the phase', phase => phase.epochs.median.map((_, i) => i + 1)],
  ['first', 'step of its first epoch', phase => phase.step],
];

/** What a setting has to draw: by epoch from two of them on, by step from three states on. */
function duringCells(setting, part) {
  const least = part === 'epochs' ? 2 : 3;
  return setting.cells.filter(cell => cell.phase && cell.phase[part].median.length >= least);
}

/** The cells of all settings as the arms of one, each with a colour of its own; none where these do not suffice. */
function duringArms(settings) {
  const cells = settings.flatMap(setting => setting.cells.map(cell => ({ ...cell, name: data.strategies[cell.strategy] + ' · ' + setting.label })))
    .filter(cell => DURING.some(([part]) => duringCells({ cells: [cell] }, part).length));
  return settings.length > 1 && cells.length <= COLOURS ? [{ label: '', cells: cells.map((cell, i) => ({ ...cell, strategy: i })) }] : [];
}

function duringScale(settings) {
  return logarithmic(settings.flatMap(setting => DURING.flatMap(([part]) => duringCells(setting, part)
    .flatMap(cell => [...cell.phase[part].median, ...cell.phase[part].runs.flat()]))));
}

function duringPanel(element, data, setting, [part, unit, across], scale) {
  const t = theme();
  const cells = duringCells(setting, part);
  const points = (x, y) => x.map((value, i) => [value, scale.place(y[i]), y[i]]).filter(p => p[2] !== null);
  const line = (cell, width, extra) => ({
    type: 'line', emphasis: { disabled: true },
    lineStyle: { color: t.strategy(cell.strategy), width, ...extra }, itemStyle: { color: t.strategy(cell.strategy) },
  });
  const series = [];
  for (const cell of cells) {
    const x = across(cell.phase);
    const name = cell.name || data.strategies[cell.strategy];
    cell.phase[part].runs.forEach((run, i) => series.push({
      ...line(cell, 1, { opacity: 0.3 }), z: 2, showSymbol: false, data: points(x, run),
      tooltip: { formatter: p => tip(name + ', seed ' + cell.runs[i].seed, [[unit, String(p.data[0])], [DISTANCE, figures(p.data[2])]]) },
    }));
  }
  for (const cell of cells) {
    const median = points(across(cell.phase), cell.phase[part].median);
    const name = cell.name || data.strategies[cell.strategy];
    series.push({ ...line(cell, 6, {}), lineStyle: { color: t.paper, width: 6, opacity: 0.85 }, z: 4, silent: true, showSymbol: false, data: median, tooltip: { show: false } });
    series.push({
      ...line(cell, 3, { type: t.line(cell.strategy) }), z: 5, data: median,
      showSymbol: part === 'epochs' && median.length < 25, symbol: 'circle', symbolSize: 6,
      tooltip: { formatter: p => tip(name + ', median', [[unit, String(p.data[0])], [DISTANCE, figures(p.data[2])]]) },
    });
  }
  draw(element, {
    grid: { left: 70, right: 16, top: 12, bottom: 46 },
    xAxis: linearAxis(t, unit, 28, { scale: false, min: 'dataMin', max: 'dataMax', minInterval: 1 }),
    yAxis: logarithmicAxis(t, scale, DISTANCE_SET, 48, 6),
    tooltip: { ...tooltip(t), trigger: 'item' },
    series,
  });
}

/** Panels for every setting, or for a chosen one where there are many. */
function duringSection() {
  const host = document.getElementById('during-panels');
  if (!host) return () => {};
  const some = data.settings.filter(setting => DURING.some(([part]) => duringCells(setting, part).length));
  const arms = duringArms(some);
  const drawn = arms.length ? arms : some;
  if (!drawn.length) {
    host.closest('section').remove();
    return () => {};
  }
  const most = 3;
  key(document.getElementById('during-key'), arms.length ? arms[0].cells.map(cell => cell.name) : data.strategies);
  let shown = drawn.slice(0, most);
  const parts = DURING.filter(([part]) => drawn.some(setting => duringCells(setting, part).length));
  const slots = shown.map(() => parts.map(part => panel(host, '')));
  const refresh = () => {
    const scale = duringScale(shown);
    shown.forEach((setting, i) => parts.forEach((part, j) => {
      const chart = slots[i][j];
      const empty = duringCells(setting, part[0]).length === 0;
      chart.parentElement.hidden = empty;
      if (empty) return;
      const title = (drawn.length > 1 ? setting.label + ', ' : '') + (part[0] === 'epochs' ? 'epoch means' : 'first epoch');
      chart.parentElement.querySelector('h3').textContent = title;
      chart.setAttribute('aria-label', 'Distance to the equivariant layers during the last phase, ' + title + ', one line per run, logarithmic; final values are in the table of cells');
      duringPanel(chart, data, setting, part, scale);
    }));
  };
  if (drawn.length > most) {
    slots.slice(1).flat().forEach(chart => chart.parentElement.remove());
    slots.length = 1;
    shown = drawn.slice(0, 1);
    const select = choose(document.getElementById('during-choice'), i => { shown = [data.settings[i]]; refresh(); });
    select.value = String(data.settings.indexOf(drawn[0]));
  }
  return refresh;
}
