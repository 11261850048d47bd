import { write } from './units.mjs';
import uPlot from './uPlot.esm.js';

// One function for each kind of panel. Data is what Prometheus answered: [{ name, values: [[seconds, value], …] }].

const COLOURS = { green: '#73bf69', orange: '#ff9830', red: '#f2495c', blue: '#5794f2' };
export const PALETTE = [
  '#73bf69',
  '#f2cc0c',
  '#5794f2',
  '#ff9830',
  '#b877d9',
  '#8ab8ff',
  '#ff7383',
  '#96d98d',
  '#fade2a',
];
const FAINT = '#2c3235';
/** Steps of an axis that are round in their unit; elsewhere those of ten are. */
const INCREMENTS = {
  bytes: Array.from({ length: 50 }, (_, power) => 2 ** power),
  s: [0.001, 0.01, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 600, 1800, 3600, 7200, 21_600, 43_200, 86_400, 432_000, 864_000],
};

/** The colour of the last step that a value reaches. */
function colourOf(value, steps) {
  return COLOURS[steps.findLast((step) => step.value === null || value >= step.value)?.color] ?? '#ccccdc';
}

function meaningsOf({ mappings = [] }) {
  return Object.assign({}, ...mappings.map(({ options }) => options));
}

export function drawStat(body, panel, data) {
  const { unit, decimals, noValue, thresholds } = panel.fieldConfig.defaults;
  const meanings = meaningsOf(panel.fieldConfig.defaults);
  const isName = panel.options.textMode === 'name';
  if (data.length === 0) body.append(noValue);
  for (const { name, values } of data) {
    const value = values.at(-1)[1];
    const element = document.createElement('span');
    element.textContent = isName ? name : (meanings[value]?.text ?? write(value, unit, decimals));
    element.style.color = meanings[value] ? COLOURS[meanings[value].color] : colourOf(value, thresholds?.steps ?? []);
    body.append(element);
  }
}

export function drawStates(body, panel, data, range) {
  const meanings = meaningsOf(panel.fieldConfig.defaults);
  const states = document.createElement('div');
  states.className = 'states';
  for (const { name, values } of data) {
    const label = document.createElement('div');
    label.className = 'label';
    label.textContent = name;
    const track = document.createElement('div');
    track.className = 'track';
    for (const { from, to, value } of segmentsOf(values, range)) {
      const meaning = meanings[value];
      if (meaning === undefined) throw new Error(`${panel.title}: nothing is said of value ${value}`);
      const segment = document.createElement('span');
      const share = (time) => (100 * (time - range.from)) / (range.to - range.from);
      segment.style.left = `${share(from)}%`;
      segment.style.width = `${share(to) - share(from)}%`;
      segment.style.background = COLOURS[meaning.color];
      segment.textContent = meaning.text;
      track.append(segment);
    }
    states.append(label, track);
  }
  body.append(states);
}

/** Runs of one value; where samples are missing, a run ends. */
function segmentsOf(values, { step, to: end }) {
  const segments = [];
  for (const [time, value] of values) {
    const last = segments.at(-1);
    if (last !== undefined && last.value === value && time <= last.to) last.to = time + step;
    else segments.push({ from: time, to: time + step, value });
  }
  return segments.map((segment) => ({ ...segment, to: Math.min(segment.to, end) }));
}

export function drawTimes(body, panel, data, range) {
  const { unit, thresholds, custom } = panel.fieldConfig.defaults;
  const isStacked = custom.stacking?.mode === 'normal';
  const times = [];
  for (let time = range.from; time <= range.to; time += range.step) times.push(time);
  const rows = data.map(({ values }) => {
    const byTime = new Map(values);
    return times.map((time) => (Number.isFinite(byTime.get(time)) ? byTime.get(time) : null));
  });
  const drawn = isStacked ? rows.map((_, index) => sumUntil(rows, index)) : rows;
  const lines =
    custom.thresholdsStyle?.mode === 'dashed' ? (thresholds?.steps ?? []).filter(({ value }) => value !== null) : [];
  const most = Math.max(custom.axisSoftMax ?? 0, ...drawn.flat().map((value) => value ?? 0)) || 1;
  const axis = {
    stroke: '#9fa7b3',
    font: '11px sans-serif',
    grid: { stroke: FAINT, width: 1 },
    ticks: { show: false },
  };
  const series = drawn.map((_, index) => ({
    stroke: PALETTE[index % PALETTE.length],
    width: 1.25,
    points: { show: false },
    spanGaps: false,
    fill: isStacked ? `${PALETTE[index % PALETTE.length]}55` : undefined,
  }));
  // What is beneath in a stack is painted last.
  const order = isStacked ? [...drawn.keys()].reverse() : [...drawn.keys()];
  new uPlot(
    {
      width: body.clientWidth,
      height: body.clientHeight,
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
      cursor: { show: false },
      legend: { show: false },
      scales: { x: { range: [range.from, range.to] }, y: { range: [0, most * 1.05] } },
      axes: [
        {
          ...axis,
          size: 24,
          values: (_, splits) => splits.map((time) => new Date(time * 1000).toISOString().slice(11, 16)),
        },
        {
          ...axis,
          size: 70,
          incrs: INCREMENTS[unit],
          values: (_, splits) => splits.map((value) => write(value, unit)),
        },
      ],
      series: [{}, ...order.map((index) => series[index])],
      hooks: { draw: [(plot) => drawLines(plot, lines, range.marks)] },
    },
    [times, ...order.map((index) => drawn[index])],
    body,
  );
  body.dataset.limits = String(lines.length);
}

function sumUntil(rows, index) {
  return rows[index].map((_, at) => rows.slice(0, index + 1).reduce((sum, row) => sum + (row[at] ?? 0), 0));
}

/** Thresholds across, and the marked moments down. */
function drawLines({ ctx, bbox, valToPos }, limits, marks) {
  const line = (colour, from, to) => {
    ctx.save();
    ctx.strokeStyle = colour;
    ctx.lineWidth = 1;
    ctx.setLineDash([6, 4]);
    ctx.beginPath();
    ctx.moveTo(...from);
    ctx.lineTo(...to);
    ctx.stroke();
    ctx.restore();
  };
  for (const { value, color } of limits) {
    const y = Math.round(valToPos(value, 'y', true));
    line(COLOURS[color], [bbox.left, y], [bbox.left + bbox.width, y]);
  }
  for (const time of marks) {
    const x = Math.round(valToPos(time, 'x', true));
    line(COLOURS.orange, [x, bbox.top], [x, bbox.top + bbox.height]);
  }
}
