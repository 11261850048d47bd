import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { MINUTES } from './curves';
import { MIDNIGHT, type Series } from './samples';

const run = promisify(execFile);

/** A series as Prometheus answers it. */
export interface Answer {
  readonly metric: Readonly<Record<string, string>>;
  readonly values: readonly (readonly [time: number, value: number])[];
}

/** A Prometheus that knows one day. */
export interface Prometheus {
  /** Values at each step of the day. @throws Error with what Prometheus says of an expression that it does not take */
  range(expr: string, step: number): Promise<Answer[]>;
  /** Values at the end of the day. */
  instant(expr: string): Promise<Answer[]>;
  stop(): Promise<void>;
}

/** Starts one with these series. */
export async function startPrometheus(series: readonly Series[]): Promise<Prometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'prometheus-'));
  const data = join(folder, 'data');
  writeFileSync(join(folder, 'samples'), openMetrics(series));
  writeFileSync(join(folder, 'prometheus.yml'), '');
  await run('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', join(folder, 'samples'), data]);
  const port = await freePort();
  const server = spawn(
    'prometheus',
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=100y',
      `--web.listen-address=127.0.0.1:${port}`,
      // Samples that end have no marker of it, as those of a real scrape would.
      '--query.lookback-delta=90s',
      '--log.level=error',
    ],
    { stdio: 'inherit' },
  );
  const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  await untilReady(url, () => server.exitCode === null);
  const end = MIDNIGHT + MINUTES * 60;
  return {
    range: (query, step) => ask(url, 'query_range', { query, start: MIDNIGHT, end, step }),
    instant: (query) => ask(url, 'query', { query, time: end }),
    async stop() {
      server.kill('SIGTERM');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The text from which promtool makes blocks: series of a metric stand together, each in order of time. */
function openMetrics(series: readonly Series[]): string {
  const byMetric = new Map<string, Series[]>();
  for (const one of series) byMetric.set(one.metric, [...(byMetric.get(one.metric) ?? []), one]);
  const lines: string[] = [];
  for (const [metric, all] of byMetric) {
    lines.push(`# TYPE ${metric} unknown`);
    for (const { labels, value } of all) {
      const selector = Object.entries(labels).map(([name, text]) => `${name}=${JSON.stringify(text)}`);
      for (let minute = 0; minute <= MINUTES; minute++) {
        const sample = value(minute);
        if (sample !== undefined) lines.push(`${metric}{${selector.join(',')}} ${sample} ${MIDNIGHT + minute * 60}`);
      }
    }
  }
  return `${lines.join('\n')}\n# EOF\n`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

async function untilReady(url: string, isRunning: () => boolean): Promise<void> {
  for (let tries = 0; tries < 600 && isRunning(); tries++) {
    const answer = await fetch(`${url}/-/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await setTimeout(100);
  }
  throw new Error('Prometheus does not become ready');
}

interface Reply {
  readonly status: string;
  readonly error?: string;
  readonly data?: {
    readonly result: readonly {
      readonly metric: Readonly<Record<string, string>>;
      readonly value?: readonly [number, string];
      readonly values?: readonly (readonly [number, string])[];
    }[];
  };
}

async function ask(url: string, path: string, parameters: Readonly<Record<string, string | number>>) {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) words.set(name, String(value));
  const reply = (await (await fetch(`${url}/api/v1/${path}?${words}`)).json()) as Reply;
  if (reply.data === undefined) throw new Error(`${parameters.query}: ${reply.error}`);
  return reply.data.result.map(({ metric, value, values = value === undefined ? [] : [value] }): Answer => {
    return { metric, values: values.map(([time, text]) => [time, Number(text)] as const) };
  });
}
