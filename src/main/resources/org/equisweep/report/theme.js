/* Colours and text of the charts, from the page's style, so that both colour schemes are said once. */

const LINES = ['solid', [9, 5], [2, 4], [11, 4, 2, 4], [5, 3], [1, 3], [14, 4]];
const COLOURS = 7;

function css(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function theme() {
  return {
    ink: css('--ink'),
    quiet: css('--quiet'),
    rule: css('--rule'),
    grid: css('--grid'),
    paper: css('--paper'),
    sans: css('--sans'),
    strategy: i => css('--strategy-' + (i % COLOURS)),
    line: i => LINES[i % LINES.length],
  };
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function powerOfTen(exponent) {
  if (exponent === 0) return '1';
  if (exponent === 1) return '10';
  const digits = String(Math.abs(exponent)).split('').map(d => SUPERSCRIPTS[+d]).join('');
  return '10' + (exponent < 0 ? '⁻' : '') + digits;
}

/** Three figures, as in the tables. */
function figures(value, digits = 3) {
  if (value === null || value === undefined) return '–';
  if (value === 0) return '0';
  const exponent = Math.floor(Math.log10(Math.abs(+value.toPrecision(digits))));
  if (exponent < -3 || exponent > 5) {
    return (value / Math.pow(10, exponent)).toFixed(digits - 1) + '×' + powerOfTen(exponent);
  }
  return value.toFixed(Math.max(0, digits - 1 - exponent)).replace('-', '−');
}

/** A mark of a linear axis: no more figures than it needs. */
function tick(value) {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return figures(value, 2);
  return String(Number(value.toPrecision(4))).replace('-', '−');
}

/**
 * A logarithmic axis over these values: they are drawn by their exponent on a linear axis with a
 * mark at every power of ten. Zeros have no logarithm and are drawn at the floor, the power of ten
 * below the smallest value that has one (but no more than 18 below the largest).
 */
function logarithmic(values) {
  let least = Infinity, most = 0, zero = false;
  for (const value of values) {
    if (value === null) continue;
    if (value <= 0) { zero = true; continue; }
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  if (most === 0) { least = 1e-1; most = 1; }
  let low = Math.log10(least), high = Math.log10(most);
  const floor = Math.max(Math.floor(low - (zero ? 0.3 : 0)), Math.ceil(high) - 18);
  const wide = high - low > 1.2 || zero;
  if (wide) {
    low = floor;
    high = Math.ceil(high - 1e-9);
  } else {
    const margin = Math.max(0.04, 0.08 * (high - low));
    low -= margin;
    high += margin;
  }
  return {
    low, high, zero: zero ? Math.pow(10, floor) : null, wide,
    place: value => value === null ? null : value <= 0 ? floor : Math.max(floor, Math.log10(value)),
  };
}

function axisText(t) {
  return { color: t.quiet, fontFamily: t.sans, fontSize: 12 };
}

/** Names may hold {sub|…}, set low and small. */
function nameText(t) {
  const font = { color: t.ink, fontFamily: t.sans };
  return { ...font, fontSize: 13, rich: { sub: { ...font, fontSize: 10, padding: [8, 1, 0, 1] } } };
}

/** Where a logarithmic axis spans little more than a decade: exponents of round values. */
function roundMarks(scale, most) {
  const least = Math.pow(10, scale.low), greatest = Math.pow(10, scale.high);
  let step = Math.pow(10, Math.floor(Math.log10(greatest - least)) - 1);
  for (let k = 0; (greatest - least) / step > most; k++) step *= k % 3 === 1 ? 2.5 : 2;
  const values = [];
  for (let n = Math.ceil(least / step); n * step <= greatest; n++) values.push(Math.log10(n * step));
  return values;
}

function logarithmicAxis(t, scale, name, gap, marks = 8) {
  const decades = scale.high - scale.low;
  const at = scale.wide ? undefined : roundMarks(scale, marks / 2);
  return {
    type: 'value', min: scale.low, max: scale.high, name, nameLocation: 'middle', nameGap: gap,
    nameTextStyle: nameText(t),
    interval: Math.max(1, Math.ceil(decades / marks)),
    axisLabel: { ...axisText(t), customValues: at, hideOverlap: true, formatter: scale.wide ? e => powerOfTen(Math.round(e)) : e => tick(Math.pow(10, e)) },
    axisLine: { show: true, onZero: false, lineStyle: { color: t.quiet } },
    axisTick: { show: true, customValues: at, lineStyle: { color: t.quiet } },
    splitLine: { customValues: at, lineStyle: { color: t.grid } },
  };
}

function linearAxis(t, name, gap, extra) {
  return {
    type: 'value', name, nameLocation: 'middle', nameGap: gap, scale: true,
    nameTextStyle: nameText(t),
    axisLabel: { ...axisText(t), hideOverlap: true, formatter: tick },
    axisLine: { show: true, onZero: false, lineStyle: { color: t.quiet } },
    axisTick: { show: true, lineStyle: { color: t.quiet } },
    splitLine: { lineStyle: { color: t.grid } },
    ...extra,
  };
}

/**
 * A name as the library may have it: one line, and none that every object has (it keeps texts as
 * keys of plain objects, where a strategy called __proto__ would reach all of them).
 */
function label(name) {
  const line = name.replace(/\s+/g, ' ');
  return line in {} ? '\u200b' + line : line;
}

/** Rows by name, from the top; the library's own names for them are numbers. */
function categories(t, names, width) {
  return {
    type: 'category', inverse: true, data: names.map((_, i) => i),
    axisLabel: { ...axisText(t), color: t.ink, width, overflow: 'truncate', formatter: (_, i) => label(names[i]) }, axisTick: { show: false }, axisLine: { show: false },
  };
}

/** Room for the longest name, but no more than two fifths of the element. */
function labelWidth(names, element) {
  const pen = document.createElement('canvas').getContext('2d');
  pen.font = '12px ' + css('--sans');
  const widest = Math.max(...names.map(name => pen.measureText(name).width));
  return Math.ceil(Math.min(widest + 4, 0.42 * element.clientWidth));
}

/** A tooltip's content as elements: a name from a sweep is text, whatever it holds. */
function tip(heading, rows) {
  const box = document.createElement('div');
  const title = document.createElement('div');
  title.textContent = heading;
  title.style.fontWeight = '600';
  box.append(title);
  for (const [name, value] of rows) {
    const line = document.createElement('div');
    line.textContent = name + (value === undefined ? '' : '  ' + value);
    box.append(line);
  }
  return box;
}

function tooltip(t, formatter) {
  return {
    confine: true, backgroundColor: t.paper, borderColor: t.rule, borderWidth: 1, padding: 8,
    textStyle: { color: t.ink, fontFamily: t.sans, fontSize: 12 }, formatter,
    extraCssText: 'box-shadow:none;font-variant-numeric:tabular-nums;max-width:24rem;white-space:normal;overflow-wrap:anywhere',
  };
}

const charts = new Map();

/** Draws, or draws anew, into an element. */
function draw(element, option) {
  let chart = charts.get(element);
  if (!chart) {
    chart = echarts.init(element, null, { renderer: 'svg' });
    charts.set(element, chart);
    new ResizeObserver(() => { chart.resize(); scalable(element); }).observe(element);
  }
  chart.resize();
  chart.setOption({ animation: false, backgroundColor: 'transparent', ...option }, true);
  scalable(element);
}

/** Lets the drawing shrink to a printed page, whose width no script is told. */
function scalable(element) {
  const svg = element.querySelector('svg');
  if (svg) svg.setAttribute('viewBox', '0 0 ' + element.clientWidth + ' ' + element.clientHeight);
}
