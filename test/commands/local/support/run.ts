import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { onTestFinished } from 'vitest';
import { local } from '../../../../commands/local/local';
import type { LocalRequest } from '../../../../commands/local/local-request';
import type { Application } from '../../../../constructs/index';
import { captured } from '../../support/console';

/** A folder that PostgreSQL may enter, whoever it runs as; of one test, or with `afterAll` of all. */
export function openFolder(atTheEnd: (remove: () => void) => void = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'cnpg-gitops-local-'));
  atTheEnd(() => rmSync(folder, { recursive: true, force: true }));
  chmodSync(folder, 0o755);
  return folder;
}

/** One run of `local` in this process, on a port of its own. */
export class Run {
  readonly #console = captured();
  readonly #controller = new AbortController();
  readonly #code: Promise<number>;
  #ended = false;

  private constructor(application: Application, request: Partial<LocalRequest> & { readonly root: string }) {
    const { output: _, ...console } = this.#console;
    this.#code = local([application], {
      application: application.name,
      port: '0',
      reset: false,
      console,
      stop: this.#controller.signal,
      ...request,
    }).finally(() => {
      this.#ended = true;
    });
    // Looked at by whoever stops it.
    this.#code.catch(() => {});
  }

  /** Comes back when the database is ready. */
  static async start(
    application: Application,
    request: Partial<LocalRequest> & { readonly root: string },
  ): Promise<Run> {
    const run = new Run(application, request);
    onTestFinished(async () => void (await run.stop()));
    while (!run.#ended && !run.err.includes('ready on ')) await sleep(20);
    if (run.#ended) throw new Error(`local ended with ${await run.#code}: ${run.err}`);
    return run;
  }

  /** For runs that are not expected to become ready. */
  static async refused(application: Application, request: Partial<LocalRequest> & { readonly root: string }) {
    const run = new Run(application, request);
    const code = await run.#code;
    return { code, err: run.err };
  }

  stop(): Promise<number> {
    this.#controller.abort();
    return this.#code;
  }

  get out(): string {
    return this.#console.output.out;
  }

  get err(): string {
    return this.#console.output.err;
  }

  /** The printed variables. */
  get env(): Readonly<Record<string, string>> {
    const lines = this.out.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
  }

  get port(): number {
    return Number(/ready on 127\.0\.0\.1:(\d+)/.exec(this.err)?.[1]);
  }

  /** All rows of a query over TCP, as a role with the local password. */
  async query(sql: string, { user = 'app', database = 'shop', password = 'local' } = {}): Promise<unknown[][]> {
    const client = new Client({ host: '127.0.0.1', port: this.port, user, database, password });
    await client.connect();
    try {
      const { rows } = await client.query({ text: sql, rowMode: 'array' });
      return rows;
    } finally {
      await client.end();
    }
  }
}
