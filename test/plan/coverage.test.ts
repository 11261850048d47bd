import { describe, expect, test } from 'vitest';
import { IMPACTS } from '../../plan';
import { rowOf } from '../../plan/engine/table';
import { tableOf } from '../../plan/tables';
import { METADATA_TABLE } from '../../plan/tables/metadata';
import type { Schema } from '../../rules/admission/server/schema';
import { specSchema } from '../constructs/support/l1';

const KINDS = [
  'barmancloud.cnpg.io/ObjectStore',
  ...[
    'Backup',
    'Cluster',
    'ClusterImageCatalog',
    'Database',
    'DatabaseRole',
    'ImageCatalog',
    'Pooler',
    'Publication',
    'ScheduledBackup',
    'Subscription',
  ].map((kind) => `postgresql.cnpg.io/${kind}`),
];

const DEPLOYMENT = [
  'minReadySeconds',
  'paused',
  'progressDeadlineSeconds',
  'replicas',
  'revisionHistoryLimit',
  'selector',
  'strategy',
  'template',
].map((field) => ['spec', field]);

function schemaOf(groupKind: string): Schema {
  const [group = '', kind = ''] = groupKind.split('/');
  return specSchema(group, kind);
}

/** All fields below a schema; keys of maps are `*`. */
function fields({ properties, items, additionalProperties }: Schema, words: readonly string[]): string[][] {
  if (items) return fields(items, [...words, '[]']);
  const named = Object.entries(properties ?? {}).flatMap(([name, child]) => fields(child, [...words, name]));
  const any = typeof additionalProperties === 'object' ? fields(additionalProperties, [...words, '*']) : [];
  return named.length + any.length === 0 ? [[...words]] : [...named, ...any];
}

describe('every field has a stated impact', () => {
  test.each(KINDS)('%s', (kind) => {
    const all = fields(schemaOf(kind), ['spec']);
    expect(all.length).toBeGreaterThan(1);
    expect(all.filter((words) => rowOf(tableOf(kind), words) === undefined).map((words) => words.join('.'))).toEqual(
      [],
    );
  });

  test('apps/Deployment', () => {
    expect(DEPLOYMENT.filter((words) => rowOf(tableOf('apps/Deployment'), words) === undefined)).toEqual([]);
  });

  test('no row covers a whole specification, save that of Backup', () => {
    const covering = [...KINDS, 'apps/Deployment'].filter((kind) => Object.hasOwn(tableOf(kind), 'spec'));
    expect(covering).toEqual(['postgresql.cnpg.io/Backup']);
  });
});

describe('no row is about a field that is not there', () => {
  test.each(KINDS)('%s', (kind) => {
    const known = new Set(
      fields(schemaOf(kind), ['spec']).flatMap((words) => words.map((_, index) => words.slice(0, index + 1).join('.'))),
    );
    const rows = Object.keys(tableOf(kind)).filter((path) => path.startsWith('spec'));
    const maps = [...known].filter((path) => path.endsWith('.*')).map((path) => path.slice(0, -1));
    const unknown = rows.filter((path) => !known.has(path) && !maps.some((map) => path.startsWith(map)));
    expect(unknown).toEqual([]);
  });
});

test.each([...KINDS, 'apps/Deployment', 'Service', 'Secret'])(
  'rows of %s are words of the ladder and sentences',
  (kind) => {
    for (const [path, [impact, reason]] of Object.entries(tableOf(kind))) {
      expect(IMPACTS, path).toContain(impact);
      expect(reason, path).toMatch(/^\S.+[^.\s]$/);
    }
  },
);

test('a kind without a table has the rows of metadata', () => {
  expect(tableOf('constructor')).toBe(METADATA_TABLE);
  expect(rowOf(METADATA_TABLE, ['constructor'])).toBeUndefined();
});
