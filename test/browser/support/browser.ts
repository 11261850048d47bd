import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { GrafanaDashboard } from '../../constructs/monitoring/dashboards/support/dashboards';
import { MINUTES } from './curves';
import { MIDNIGHT } from './samples';

/** A named series, as the page draws it. */
export interface Drawable {
  readonly name: string;
  readonly values: readonly (readonly [time: number, value: number])[];
}

/** What is to be seen of a panel. */
export interface Drawn {
  readonly kind: 'row' | 'stat' | 'timeseries' | 'state-timeline';
  readonly title: string;
  readonly box: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
  /** Its content, without a legend. */
  readonly text: string;
  /** Colours of its numbers or states. */
  readonly colours: readonly string[];
  /** Whether some of it has no room. */
  readonly isCut: boolean;
  readonly legend: readonly string[];
  /** Lines across it. */
  readonly limits: number;
  /** Coloured pixels of its chart. */
  readonly ink: number;
}

/** Seconds between two values of a chart. */
export const STEP = 120;
const WIDTH = 1440;
const RANGE = { from: MIDNIGHT, to: MIDNIGHT + MINUTES * 60, step: STEP };
/** No server: the browser is given files of these folders. */
const HOST = 'http://dashboard.invalid';
const FOLDERS = [join(__dirname, '../page'), dirname(require.resolve('uplot'))];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Chromium as Debian installs it; `CHROMIUM` is another one. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
}

/** A page with a dashboard on it, what is to be seen there, and what the browser complained about. */
export async function drawIn(
  browser: Browser,
  dashboard: GrafanaDashboard,
  answers: readonly (readonly Drawable[])[],
  marks: readonly number[],
): Promise<{ page: Page; drawn: Drawn[]; complaints: string[] }> {
  const page = await browser.newPage({ viewport: { width: WIDTH, height: 400 } });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('requestfailed', (request) => complaints.push(`not found: ${request.url()}`));
  await page.route(`${HOST}/**`, (route) => {
    const file = new URL(route.request().url()).pathname;
    const path = FOLDERS.map((folder) => join(folder, file)).find((candidate) => existsSync(candidate));
    return path === undefined ? route.abort() : route.fulfill({ path });
  });
  await page.goto(`${HOST}/page.html`);
  const input = JSON.stringify({ dashboard, answers, range: { ...RANGE, marks } });
  const drawn = (await page.evaluate(`draw(${input})`)) as Drawn[];
  return { page, drawn, complaints };
}
