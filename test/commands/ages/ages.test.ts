import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ages } from '../../../commands/ages/ages';
import { releaseEnds, TABLE_SOURCES } from '../../../manifests/releases/table-sources';
import type { TableSource } from '../../../values/declarations/table-source';
import { run } from '../support/command-line';
import { captured } from '../support/console';

const ROOT = join(__dirname, '../../..');
const NOW = new Date('2026-12-01T08:00:00Z');
const tables: TableSource[] = [
  { table: 'charts', sources: ['https://example.com/charts'], checked: '2026-11-30' },
  { table: 'bugs', sources: ['https://example.com/bugs', 'the manual'], checked: '2026-09-02' },
];

function run90(failAfter?: string, now = NOW) {
  const console = captured();
  return { code: ages({ tables, now, console, ...(failAfter !== undefined && { failAfter }) }), ...console.output };
}

describe('check:ages', () => {
  it('lists the tables with their age and their sources, the oldest first', () => {
    const { code, out, err } = run90();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(
      '2026-09-02  90 days ago  bugs\n    https://example.com/bugs\n    the manual\n2026-11-30  1 day ago  charts\n',
    );
  });

  it('lists what has run out, and what soon will: operators, PostgreSQL, Kubernetes, neighbours', () => {
    const { out } = run90();
    const [, ended = '', soon = ''] =
      /\nNo longer supported:\n\n([\s\S]*?)\nSupported for less than 90 days:\n\n([\s\S]*)/.exec(out) ?? [];
    for (const line of [
      'CloudNativePG 1.28, since 2026-06-30',
      'CloudNativePG 1.29, since 2026-09-29',
      'PostgreSQL 14, since 2026-11-12',
      'Kubernetes 1.34, since 2026-10-27',
      'Argo CD 3.3, since 2026-11-03',
      'cert-manager 1.19, since 2026-07-08',
      'External Secrets 2.9, since 2026-08-28',
    ]) {
      expect(ended).toContain(`    ${line}\n`);
    }
    expect(ended).not.toMatch(/CloudNativePG 1\.30|Kubernetes 1\.3[567]|Argo CD 3\.6|PostgreSQL 1[5-9]/);
    expect(soon).toBe('    Kubernetes 1.35, until 2027-02-28\n');
    expect(run90(undefined, new Date('2025-01-01')).out).not.toContain('No longer supported');
  });

  it('counts a release as supported on its last day, and no longer on the next', () => {
    const ended = (now: string) => run90(undefined, new Date(now)).out.split('Supported for less than')[0];
    expect(ended('2026-06-30T23:59:59Z')).not.toContain('CloudNativePG 1.28');
    expect(ended('2026-07-01T00:00:00Z')).toContain('CloudNativePG 1.28');
  });

  it('lists the tables that nobody has checked for a quarter', () => {
    const stale = '\nNot checked for 90 days:\n\n    bugs, 91 days\n';
    expect(run90().out).not.toContain('Not checked');
    expect(run90(undefined, new Date('2026-12-02T08:00:00Z')).out).toContain(stale);
  });

  it('fails where a table is older than it may be, and names it', () => {
    expect(run90('90').code).toBe(0);
    const { code, err } = run90('89');
    expect(code).toBe(1);
    expect(err).toBe('"bugs" was checked 90 days ago: compare it with its sources, and set `checked`\n');
  });

  it('does not take a clock that is behind for an old table', () => {
    expect(run90('0', new Date('2026-01-01')).code).toBe(0);
  });

  it.each(['soon', '-1', '1.5', ''])('refuses --fail-after "%s"', async (days) => {
    const console = captured();
    expect(await run(['ages', `--fail-after=${days}`], console)).toBe(2);
    expect(console.output.err).toContain('is not a number of days');
  });

  it('is a command', async () => {
    const console = captured();
    expect(await run(['ages'], console)).toBe(0);
    for (const { table } of TABLE_SOURCES) expect(console.output.out).toContain(table);
    expect(releaseEnds().length).toBeGreaterThan(15);
  });
});

describe('the tables', () => {
  it('each name a day and a source', () => {
    for (const { checked, sources } of TABLE_SOURCES) {
      expect(new Date(checked).toISOString().slice(0, 10)).toBe(checked);
      for (const source of sources) expect(source.trim()).not.toBe('');
    }
  });

  it('are all listed', () => {
    const files = ['values', 'manifests', 'rules', 'plan'].flatMap((room) =>
      readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' }).map((file) => join(ROOT, room, file)),
    );
    const declared = files
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/^export const (\w+): TableSource = /gm)]);
    expect(declared).toHaveLength(TABLE_SOURCES.length);
    expect(new Set(TABLE_SOURCES).size).toBe(TABLE_SOURCES.length);
  });
});
