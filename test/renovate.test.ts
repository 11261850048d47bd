import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CNPG_NAMESPACE, operatorsOf } from '../apps/platforms/operators';
import { TEST_PLATFORM } from './apps/support/test-platform';

// Renovate finds the charts that platforms declare, each in its own repository. Those of CNPG follow from `versions.json`, which people change.

interface CustomManager {
  readonly managerFilePatterns: readonly string[];
  readonly matchStrings: readonly string[];
  readonly registryUrlTemplate?: string;
}

const FILE = 'apps/platforms/operators.ts';
const read = (path: string) => readFileSync(join(__dirname, '..', path), 'utf8');
const { customManagers }: { customManagers: CustomManager[] } = JSON.parse(read('.github/renovate.json'));

function found(): { chart?: string; version?: string; repoUrl?: string }[] {
  const managers = customManagers.filter(({ managerFilePatterns }) =>
    managerFilePatterns.some((pattern) => new RegExp(pattern.slice(1, -1)).test(FILE)),
  );
  return managers.flatMap(({ matchStrings, registryUrlTemplate }) =>
    matchStrings.flatMap((match) =>
      [...read(FILE).matchAll(new RegExp(match, 'g'))].map(({ groups = {} }) => ({
        chart: groups.depName,
        version: groups.currentValue,
        repoUrl: groups.registryUrl ?? registryUrlTemplate,
      })),
    ),
  );
}

test('every chart of platforms is updated from its repository', () => {
  const charts = operatorsOf(TEST_PLATFORM).filter(({ namespace }) => namespace !== CNPG_NAMESPACE);
  const declared = charts.map(({ source: { chart, version, repoUrl } }) => ({ chart, version, repoUrl }));
  const byChart = (one: { chart?: string }, other: { chart?: string }) => (`${one.chart}` < `${other.chart}` ? -1 : 1);
  expect(found().sort(byChart)).toEqual(declared.sort(byChart));
});
