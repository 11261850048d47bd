import type { DrillReport } from './drill-report';
import type { Lane } from './timeline';

const WIDTH = 960;
const LEFT = 90;
const RIGHT = 20;
const TOP = 50;
const ROW = 18;
const LANES: readonly Lane[] = ['drill', 'cluster', 'writes'];
const COLORS: Readonly<Record<Lane, string>> = { drill: '#b45309', cluster: '#1d4ed8', writes: '#15803d' };
const GAP = '#dc2626';
const STEPS = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600];

/** The timeline as a picture: an axis in seconds, the gap in the writes as a bar, and every event as a dot in a row of its own. */
export function printSvg(report: DrillReport): string {
  const start = Date.parse(report.started);
  const end = Math.max(Date.parse(report.ended), start + 1000, ...report.events.map(({ at }) => at));
  const x = (at: number) => (LEFT + ((at - start) / (end - start)) * (WIDTH - LEFT - RIGHT)).toFixed(1);
  const bottom = TOP + 30 + report.events.length * ROW;
  const title = `${report.drill} of ${report.namespace}/${report.cluster}: ${report.outcome}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${bottom + 30}" font-family="sans-serif" font-size="11" role="img" aria-label="${escaped(title)}">`,
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    `<text x="10" y="22" font-size="15">${escaped(title)}</text>`,
    ...legend(),
    ...axis(start, end, x, bottom),
    ...report.gaps.map(({ from, to }) => {
      const width = (Number(x(to)) - Number(x(from))).toFixed(1);
      return `<rect x="${x(from)}" y="${TOP}" width="${width}" height="${bottom - TOP}" fill="${GAP}" fill-opacity="0.15"/><text x="${x(from)}" y="${TOP + 12}" fill="${GAP}">${((to - from) / 1000).toFixed(2)} s without writes</text>`;
    }),
    ...report.events.map(({ at, lane, text }, index) => {
      const y = TOP + 34 + index * ROW;
      const isLate = at - start > (end - start) * 0.55;
      const offset = isLate ? -8 : 8;
      return `<circle cx="${x(at)}" cy="${y}" r="4" fill="${COLORS[lane]}"/><text x="${(Number(x(at)) + offset).toFixed(1)}" y="${y + 4}" text-anchor="${isLate ? 'end' : 'start'}">${escaped(text)}</text>`;
    }),
    '</svg>',
    '',
  ].join('\n');
}

function legend(): string[] {
  return LANES.map((lane, index) => {
    const y = TOP + 34 + index * ROW;
    return `<circle cx="16" cy="${y}" r="4" fill="${COLORS[lane]}"/><text x="26" y="${y + 4}">${lane}</text>`;
  });
}

function axis(start: number, end: number, x: (at: number) => string, bottom: number): string[] {
  const seconds = (end - start) / 1000;
  const step = STEPS.find((each) => seconds / each <= 12) ?? Math.ceil(seconds / 12);
  const ticks = Array.from({ length: Math.floor(seconds / step) + 1 }, (_, index) => index * step);
  return ticks.map((tick) => {
    const at = x(start + tick * 1000);
    return `<line x1="${at}" y1="${TOP}" x2="${at}" y2="${bottom}" stroke="#e5e7eb"/><text x="${at}" y="${bottom + 15}" text-anchor="middle">${tick} s</text>`;
  });
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
