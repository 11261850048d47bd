import { drawStat, drawStates, drawTimes, PALETTE } from './panels.mjs';

// Draws a dashboard with what Prometheus answered, and says what is to be seen of it.
window.draw = async ({ dashboard, answers, range }) => {
  document.querySelector('h1').textContent = dashboard.title;
  const main = document.querySelector('main');
  const looks = dashboard.panels.map((panel, index) => {
    const { x, y, w, h } = panel.gridPos;
    const element = document.createElement('section');
    element.style.gridArea = `${y + 1} / ${x + 1} / span ${h} / span ${w}`;
    main.append(element);
    if (panel.type === 'row') {
      element.className = 'row';
      element.textContent = panel.title;
      return () => ({ kind: 'row', title: panel.title, box: boxOf(element) });
    }
    element.className = `panel ${panel.type}`;
    const header = document.createElement('header');
    header.textContent = panel.title;
    const body = document.createElement('div');
    body.className = 'body';
    const legend = document.createElement('div');
    legend.className = 'legend';
    element.append(header, body, legend);
    const data = answers[index];
    if (panel.type === 'stat') drawStat(body, panel, data);
    else if (panel.type === 'state-timeline') drawStates(body, panel, data, range);
    else if (panel.type === 'timeseries') {
      for (const [at, { name }] of data.entries()) {
        const entry = document.createElement('span');
        const line = document.createElement('i');
        line.style.background = PALETTE[at % PALETTE.length];
        entry.append(line, name);
        legend.append(entry);
      }
      drawTimes(body, panel, data, range);
    } else throw new Error(`no panel is drawn as ${panel.type}`);
    return () => ({
      kind: panel.type,
      title: panel.title,
      box: boxOf(element),
      text: body.textContent,
      colours: [...body.querySelectorAll('span')].map(({ style }) => style.color || style.background),
      isCut:
        header.scrollWidth > header.clientWidth ||
        body.scrollWidth > body.clientWidth + 1 ||
        legend.scrollHeight > legend.clientHeight + 1,
      legend: [...legend.children].map(({ textContent }) => textContent),
      limits: Number(body.dataset.limits ?? 0),
      ink: inkOf(body),
    });
  });
  // Charts are painted with the next frame.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  return looks.map((look) => look());
};

function boxOf(element) {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return { left, top, right, bottom };
}

/** How many pixels of a chart are coloured: more than its grid and its axes alone. */
function inkOf(body) {
  const canvas = body.querySelector('canvas');
  if (canvas === null) return 0;
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let at = 0; at < data.length; at += 4) {
    const [red, green, blue, alpha] = data.subarray(at, at + 4);
    if (alpha > 60 && Math.max(red, green, blue) - Math.min(red, green, blue) > 40) count += 1;
  }
  return count;
}
