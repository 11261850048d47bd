import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfiguration } from '../../../commands/configuration/read-configuration';
import { temporaryFolder, writeFiles } from '../../manifests/support/folder';

function read(text: string) {
  const folder = temporaryFolder();
  writeFiles(folder, { 'cnpg-gitops.yaml': text });
  return readConfiguration(join(folder, 'cnpg-gitops.yaml'), 'cnpg-gitops.yaml').configuration;
}

function problems(text: string): string[] {
  try {
    read(text);
  } catch (error) {
    expect(error).toMatchObject({ name: 'UsageError' });
    return String(Reflect.get(Object(error), 'message')).split('\n');
  }
  return [];
}

test('everything that may be said', () => {
  const whole = {
    target: { operator: '1.29.2', plugin: '0.11.0', kubernetes: '1.34' },
    paths: ['clusters', 'apps/db.yaml'],
    exclude: ['**/tests'],
    render: 'never',
    allowNetwork: true,
    profile: 'home',
    suppressions: [{ rule: 'wal-level', object: 'Cluster shop/db', reason: 'logical', expires: '2027-01-31' }],
  };
  expect(read(JSON.stringify(whole))).toEqual(whole);
});

test.each(['', '# nothing yet\n', '{}'])('nothing is said in %j', (text) => {
  expect(read(text)).toEqual({});
});

describe('a mistake is named with its line and what to write', () => {
  test.each([
    ['supressions: []', 'cnpg-gitops.yaml:1:1: "supressions" is not known: write suppressions'],
    [
      'color: red',
      'cnpg-gitops.yaml:1:1: "color" is not known: write one of target, paths, exclude, render, allowNetwork, profile, suppressions',
    ],
    ['target: {operater: 1.28.0}', 'cnpg-gitops.yaml:1:10: "target.operater" is not known: write operator'],
    [
      'target:\n  kubernetes: 1.30',
      'cnpg-gitops.yaml:2:3: target.kubernetes is the number 1.3: write a text in quotes, such as "1.34"',
    ],
    ['target: {operator: latest}', 'cnpg-gitops.yaml:1:10: target.operator is "latest": write such as "1.28.0"'],
    ['paths: clusters', 'cnpg-gitops.yaml:1:1: paths is "clusters": write a list'],
    ['paths: []', 'cnpg-gitops.yaml:1:1: paths is empty: write an item, or remove it'],
    ['paths:', 'cnpg-gitops.yaml:1:1: paths is empty: write a list'],
    ['exclude: [""]', 'cnpg-gitops.yaml:1:11: exclude[0] is "": write such as "**/tests"'],
    ['render: sometimes', 'cnpg-gitops.yaml:1:1: render is "sometimes": write one of auto, never, always'],
    ['allowNetwork: yes please', 'cnpg-gitops.yaml:1:1: allowNetwork is "yes please": write true or false'],
    ['profile: work', 'cnpg-gitops.yaml:1:1: profile is "work": write one of home, production, regulated'],
    [
      'suppressions:\n- rule: wal-level\n  object: Cluster shop/db',
      'cnpg-gitops.yaml:2:3: suppressions[0] has no reason: Why the finding is accepted here',
    ],
    [
      'suppressions: [{rule: a, object: b, reason: c, expires: soon}]',
      'cnpg-gitops.yaml:1:48: suppressions[0].expires is "soon": write such as "2027-01-31"',
    ],
    ['- clusters', /^cnpg-gitops\.yaml:1:\d: the file is a list: write target, .* below it$/],
    ['paths: [a]\npaths: [b]', 'cnpg-gitops.yaml:2:1: "paths" is given twice: keep one of the two'],
    ['paths: [a', /^cnpg-gitops\.yaml:\d:\d+: /],
    ['paths: [a]\n---\npaths: [b]', 'cnpg-gitops.yaml: it has several documents: write one'],
  ])('%j', (text, message) => {
    const [found] = problems(text);
    if (typeof message === 'string') expect(found).toBe(message);
    else expect(found).toMatch(message);
  });

  test('all of them at once', () => {
    expect(problems('profil: home\nrender: 1\nsuppressions: [{}]')).toHaveLength(5);
  });

  test('a key that every object has is not taken for a known one', () => {
    expect(problems('constructor: 1')).toHaveLength(1);
    expect(problems('target: {toString: "1.0"}')).toHaveLength(1);
  });
});
