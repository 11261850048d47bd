import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { printSources } from '../../commands/import-parameters/import-parameters';
import { printCatalogue } from '../../commands/import-parameters/print-catalogue';
import { printIndex, printMajor, VALUE_FORMS } from '../../commands/import-parameters/print-types';
import { readCatalogue } from '../../commands/import-parameters/read-catalogue';
import { readTimeZones } from '../../commands/import-parameters/read-time-zones';
import { RELEASES } from '../../commands/import-parameters/releases';
import { supplemented } from '../../commands/import-parameters/supplement';
import { installedServer } from '../../commands/postgres/installed-server';
import { operatorFacts } from '../../manifests/postgres/parameters';
import type { Catalogue } from '../../manifests/postgres/parameters/parameter';
import { POSTGRES_MAJORS } from '../../values/cnpg/image';
import { singleUserServer } from '../support/template';

const read = (path: string) => readFileSync(join(__dirname, '..', '..', 'imports', path), 'utf8');

describe.each(POSTGRES_MAJORS)('the catalogue of PostgreSQL %s', (major) => {
  const text = read(`facts/parameters/${major}.json`);
  const catalogue = JSON.parse(text) as Catalogue;

  it('is the one that its types were made of', () => {
    expect(printCatalogue(catalogue)).toBe(text);
    expect(read(`parameters/${major}.ts`)).toBe(printMajor(major, catalogue, operatorFacts()));
  });

  it('has the rows that are kept by hand, as they are now', () => {
    const added = Object.entries(catalogue).filter(
      ([, { source, values }]) => source !== undefined && !values?.includes('pglz') && !values?.includes('io_uring'),
    );
    const recorded = Object.fromEntries(
      Object.entries(catalogue).filter(([name]) => !added.some(([other]) => other === name)),
    );
    expect(supplemented(major, recorded)).toEqual(catalogue);
    expect(added.length).toBeGreaterThan(25);
  });

  it('says nothing of the machine it was recorded on', () => {
    expect(text).not.toMatch(/\/tmp|\/home|\/root|en_US|UTC/);
    expect(catalogue.server_version).toEqual({ type: 'string', context: 'internal', category: 'Preset Options' });
  });

  it('knows what every image carries', () => {
    for (const name of [
      'work_mem',
      'pg_stat_statements.max',
      'auto_explain.log_min_duration',
      'pgaudit.log',
      'hnsw.ef_search',
    ]) {
      expect(catalogue).toHaveProperty([name]);
    }
    expect(catalogue.default_toast_compression?.values).toEqual(['pglz', 'lz4']);
  });
});

it('records in 14 by hand what 15 says itself', () => {
  // Its manual page gives no upper bound of pg_stat_statements.max: the widest is kept.
  const [by, itself] = ['14', '15'].map((major) => JSON.parse(read(`facts/parameters/${major}.json`)) as Catalogue);
  for (const name of ['max', 'save', 'track', 'track_planning', 'track_utility'].map(
    (each) => `pg_stat_statements.${each}`,
  )) {
    const { source, max: _, ...row } = by?.[name] ?? {};
    expect([name, row]).toEqual([name, { ...itself?.[name], max: undefined }]);
    expect(source).toContain('/docs/14/');
  }
});

it('has what all majors share, and its sources', () => {
  expect(read('parameters/values.ts')).toBe(VALUE_FORMS);
  expect(read('parameters/index.ts')).toBe(printIndex());
  expect(read('parameters/sources.json')).toBe(printSources());
});

describe.runIf(installedServer() !== undefined && process.platform === 'linux')('the server that is installed', () => {
  it('says what is recorded', async () => {
    const native = installedServer() ?? '';
    const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string };
    expect(version).toBe(RELEASES['17'].version);
    const server = await singleUserServer();
    try {
      expect(printCatalogue(supplemented('17', await readCatalogue(server, '17')))).toBe(
        read('facts/parameters/17.json'),
      );
      const zones = JSON.parse(read('facts/parameters/time-zones.json')) as readonly string[];
      expect(zones).toEqual(expect.arrayContaining([...(await readTimeZones(server))]));
      expect(zones).toEqual([...new Set(zones)].sort());
      expect(zones.length).toBeGreaterThan(500);
    } finally {
      await server.remove();
    }
  });
});
