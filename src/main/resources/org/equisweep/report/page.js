/* Puts the charts on the page, and draws them anew when the setting or the colour scheme changes. */

const data = JSON.parse(document.getElementById('data').textContent);
const MOST_ROWS = 36;

function panel(host, title) {
  const box = document.createElement('div');
  box.className = 'panel';
  const heading = document.createElement('h3');
  heading.textContent = title;
  const chart = document.createElement('div');
  chart.className = 'chart';
  chart.setAttribute('role', 'img');
  box.append(heading, chart);
  host.append(box);
  return chart;
}

function choose(host, onChange) {
  if (data.settings.length < 2) return;
  const label = document.createElement('label');
  label.textContent = 'Setting';
  const select = document.createElement('select');
  select.id = host.id + '-setting';
  label.htmlFor = select.id;
  data.settings.forEach((setting, i) => select.append(new Option(setting.label, i)));
  select.addEventListener('change', () => onChange(Number(select.value)));
  host.append(label, select);
  return select;
}

/** The strategies' colours and lines; drawn by hand so that it reads without a chart. */
function key(host, names = data.strategies) {
  const svg = 'http://www.w3.org/2000/svg';
  names.forEach((name, i) => {
    const item = document.createElement('li');
    const sample = document.createElementNS(svg, 'svg');
    sample.setAttribute('width', '34');
    sample.setAttribute('height', '10');
    sample.setAttribute('aria-hidden', 'true');
    const line = document.createElementNS(svg, 'line');
    for (const [attribute, value] of [['x1', 1], ['x2', 33], ['y1', 5], ['y2', 5]]) line.setAttribute(attribute, value);
    line.style.stroke = 'var(--strategy-' + (i % COLOURS) + ')';
    line.style.strokeWidth = '3';
    const dash = LINES[i % LINES.length];
    if (dash !== 'solid') line.style.strokeDasharray = dash.join(' ');
    sample.append(line);
    const text = document.createElement('span');
    text.textContent = name;
    item.append(sample, text);
    host.append(item);
  });
}

function driftSection() {
  const host = document.getElementById('drift-chart');
  if (!host) return () => {};
  let setting = data.settings.findIndex(s => s.cells.some(cell => cell.runs));
  const select = choose(document.getElementById('drift-choice'), i => { setting = i; refresh(); });
  if (select) select.value = String(setting);
  key(document.getElementById('drift-key'));
  const note = document.getElementById('drift-floor');
  const refresh = () => {
    const scales = driftFigure(host, data, data.settings[setting]);
    host.setAttribute('aria-label', 'Distance to the equivariant layers against distance travelled, both logarithmic, one line per run; the numbers are in the table below');
    note.textContent = scales.up.zero === null ? '' : 'Distances of exactly 0 are drawn at ' + powerOfTen(Math.round(Math.log10(scales.up.zero))) + '.';
  };
  return refresh;
}

function riskSection() {
  const host = document.getElementById('risk-panels');
  if (!host) return () => {};
  let setting = data.settings.findIndex(s => s.cells.some(cell => cell.median));
  const select = choose(document.getElementById('risk-choice'), i => { setting = i; refresh(); });
  if (select) select.value = String(setting);
  key(document.getElementById('risk-key'));
  const shown = RISKS.filter(([risk]) => data.settings.some(s => s.cells.some(cell => cell.median && cell.median[risk])));
  const panels = shown.map(([risk, title]) => {
    const chart = panel(host, title);
    chart.setAttribute('aria-label', title + ' during training, median and quartiles of each strategy; the final values are in the table of cells');
    return [chart, risk];
  });
  const refresh = () => panels.forEach(([chart, risk]) => riskPanel(chart, data, data.settings[setting], risk));
  return refresh;
}

function finalRows(settings, quantity) {
  return settings.flatMap(setting => setting.cells
    .filter(cell => cell.finals[quantity])
    .sort((a, b) => a.strategy - b.strategy)
    .map(cell => ({ cell, label: data.strategies[cell.strategy] + (settings.length > 1 ? ' · ' + setting.label : '') })));
}

function finalSection() {
  const host = document.getElementById('final-panels');
  if (!host) return () => {};
  const cells = data.settings.reduce((sum, setting) => sum + setting.cells.length, 0);
  const whole = cells <= MOST_ROWS;
  if (whole && data.settings.length > 1) host.classList.add('wide');
  let setting = 0;
  if (!whole) choose(document.getElementById('final-choice'), i => { setting = i; refresh(); });
  const shown = FINALS.filter(([quantity]) => finalRows(data.settings, quantity).length > 0);
  const panels = shown.map(([quantity, title, log]) => {
    const chart = panel(host, title);
    chart.setAttribute('aria-label', title + ' at the end of training, median, quartiles and range of each cell; the numbers are in the table of cells');
    return [chart, quantity, log];
  });
  const refresh = () => panels.forEach(([chart, quantity, log]) => {
    const rows = finalRows(whole ? data.settings : [data.settings[setting]], quantity);
    chart.parentElement.hidden = rows.length === 0;
    if (rows.length) finalPanel(chart, data, rows, quantity, log);
  });
  return refresh;
}

function importanceSection() {
  const host = document.getElementById('importance-panels');
  if (!host) return () => {};
  const targets = [...new Set(data.importance.map(bar => bar.target))];
  const panels = targets.map(target => {
    const bars = data.importance.filter(bar => bar.target === target);
    const r2 = bars[0].r2 === null ? '' : ' (R² ' + figures(bars[0].r2, 2) + ')';
    const chart = panel(host, target.replace('log10_', 'log₁₀ ').replaceAll('_', ' ') + r2);
    chart.setAttribute('aria-label', 'Importance of each axis for ' + target + '; the numbers are in the table below');
    return [chart, bars];
  });
  return () => panels.forEach(([chart, bars]) => importancePanel(chart, bars));
}

const sections = [duringSection(), driftSection(), riskSection(), finalSection(), importanceSection()];
const refreshAll = () => sections.forEach(refresh => refresh());
refreshAll();
document.querySelectorAll('table.sortable').forEach(sortable);
/** On paper in the light colours, whatever the screen has. */
function printing(now) {
  document.documentElement.classList.toggle('print', now);
  refreshAll();
}

addEventListener('beforeprint', () => printing(true));
addEventListener('afterprint', () => printing(false));
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', refreshAll);
document.documentElement.dataset.ready = 'true';
