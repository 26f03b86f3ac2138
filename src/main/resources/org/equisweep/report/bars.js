/* Importance of the axes. */

function importancePanel(element, bars) {
  const t = theme();
  const names = bars.map(bar => bar.axis.slice(bar.axis.lastIndexOf('.') + 1).replaceAll('_', ' '));
  const labels = labelWidth(names, element);
  element.style.height = 3.4 + 1.6 * bars.length + 'rem';
  draw(element, {
    grid: { left: labels + 14, right: 48, top: 6, bottom: 30 },
    xAxis: linearAxis(t, '', 0, { min: 0, max: 1, scale: false, interval: 0.5, axisLabel: { ...axisText(t), formatter: v => Math.round(100 * v) + ' %' } }),
    yAxis: categories(t, names, labels),
    tooltip: { ...tooltip(t), trigger: 'item', formatter: p => tip(bars[p.dataIndex].axis, [['importance', figures(bars[p.dataIndex].importance)]]) },
    series: [{
      type: 'bar', data: bars.map(bar => bar.importance), barWidth: 12, itemStyle: { color: t.quiet },
      label: { show: true, position: 'right', color: t.ink, fontFamily: t.sans, fontSize: 12, formatter: p => Math.round(100 * p.value) + ' %' },
    }],
  });
}
