import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { config } from '../apps/platform/config';

// Renovate finds the charts that the platform declares, each in its own repository.

interface CustomManager {
  readonly managerFilePatterns: readonly string[];
  readonly matchStrings: readonly string[];
  readonly registryUrlTemplate?: string;
}

const FILE = 'apps/platform/config.ts';
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

test('every chart of the platform is updated from its repository', () => {
  const declared = config.operators.map(({ source: { chart, version, repoUrl } }) => ({ chart, version, repoUrl }));
  const byChart = (one: { chart?: string }, other: { chart?: string }) => (`${one.chart}` < `${other.chart}` ? -1 : 1);
  expect(found().sort(byChart)).toEqual(declared.sort(byChart));
});
