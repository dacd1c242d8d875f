// Draws every element with data-chart, in the colours of the style sheet.
(() => {
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const short = new Intl.NumberFormat(document.documentElement.lang, { notation: 'compact' });

  const axis = () => ({
    axisLine: { lineStyle: { color: colour('--chart-line') } },
    axisTick: { show: false },
    axisLabel: { color: colour('--chart-text'), hideOverlap: true },
    splitLine: { lineStyle: { color: colour('--chart-line') } },
  });

  const series = (one, number, area) => {
    const fill = colour(one.colour === 'tier' ? `--tier-${number}` : `--${one.colour}`);
    return area
      ? { type: 'line', name: one.name, data: one.values, stack: 'all', symbol: 'none', color: fill, lineStyle: { width: 1 }, areaStyle: { opacity: 0.85 }, emphasis: { focus: 'series' } }
      : { type: 'bar', name: one.name, data: one.values, color: fill, barMaxWidth: 14, itemStyle: { borderRadius: [2, 2, 0, 0] } };
  };

  const options = chart => ({
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 12, right: 36, top: 12, bottom: 36, containLabel: true },
    legend: { bottom: 0, icon: 'circle', itemWidth: 10, itemHeight: 10, textStyle: { color: colour('--chart-text') } },
    // Drawn on the canvas: as HTML it would bring styles of its own, which the page's policy forbids.
    tooltip: { trigger: 'axis', renderMode: 'richText', confine: true, valueFormatter: value => value.toLocaleString('en'), backgroundColor: colour('--chart-paper'), borderColor: colour('--chart-line'), textStyle: { color: colour('--chart-ink') } },
    xAxis: { type: 'category', data: chart.labels, boundaryGap: chart.kind === 'bars', ...axis(), splitLine: { show: false } },
    yAxis: { type: 'value', ...axis(), axisLine: { show: false }, axisLabel: { color: colour('--chart-text'), formatter: value => short.format(value) }, splitNumber: 4, minInterval: chart.whole ? 1 : 0 },
    series: chart.series.map((one, number) => series(one, number, chart.kind === 'area')),
  });

  const draw = element => {
    const chart = echarts.getInstanceByDom(element) ?? echarts.init(element, null, { renderer: 'canvas' });
    chart.setOption(options(JSON.parse(element.dataset.chart)), true);
  };

  const drawn = () => document.querySelectorAll('[data-chart]');
  drawn().forEach(draw);
  document.addEventListener('htmx:afterSettle', () => drawn().forEach(draw));
  addEventListener('guildhall:theme', () => drawn().forEach(draw));
  addEventListener('resize', () => drawn().forEach(element => echarts.getInstanceByDom(element)?.resize()));
})();
