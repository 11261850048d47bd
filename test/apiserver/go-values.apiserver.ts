import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { at, list, type Manifest, record } from '../../manifests/object/manifest';
import { admit } from '../../rules/admission';
import { goPattern } from '../../rules/admission/server/go-pattern';
import { quantityOf, quantityText } from '../../rules/admission/webhook/quantity';
import { ApiServer } from './support/api-server';
import { crds } from './support/crds';
import { pick, randomOf } from './support/sample';
import { target } from './support/target';

// Texts that Go reads its own way: quantities, and the regular expressions of schemas.

const NAMESPACE = 'go-values';
const server = new ApiServer(inject('apiServer'));

beforeAll(async () => {
  await server.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
});

const SPACES = [
  '',
  ' ',
  '\n',
  '\t',
  '\r',
  '\v',
  '\f',
  '\u0085',
  '\u00a0',
  '\u1680',
  '\u2003',
  '\u202f',
  '\u3000',
  '\ufeff',
];

function texts(count: number, alphabet: readonly string[]): string[] {
  const random = randomOf(1);
  return Array.from({ length: count }, () =>
    Array.from({ length: Math.floor(random() * 7) }, () => pick(alphabet, random)).join(''),
  );
}

describe('quantities', () => {
  const random = [
    ...'0123456789',
    ...'....++--',
    'Ki',
    'Gi',
    'Ei',
    'k',
    'K',
    'm',
    'M',
    'u',
    'n',
    'e',
    'E',
    'e3',
    'B',
    ' ',
  ];
  const given = [
    ...SPACES.flatMap((space) => [`1Gi${space}`, `${space}1Gi`, `1${space}Gi`, `${space}1Gi${space}${space}`]),
    ...texts(400, random).map((text) => text.replace('-', '')),
  ];
  const pod = (memory: string): Manifest => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a', namespace: NAMESPACE },
    // What no node has is refused of memory below a byte; of a resource by any other name only the form counts.
    spec: { containers: [{ name: 'a', image: 'a', resources: { limits: { 'example.com/thing': memory } } }] },
  });

  test('what Go decodes is a quantity here, and what it does not is none', async () => {
    const wrong: string[] = [];
    for (const text of given) {
      const { message, body } = await server.create(pod(text), { dryRun: true });
      const isDecoded = !/quantities must match|unable to parse quantity|cannot be handled/.test(message);
      if (isDecoded !== (quantityOf(text) !== undefined)) wrong.push(`${JSON.stringify(text)}: ${message || 'taken'}`);
      const written = at(body, 'spec.containers.0.resources.limits') as Record<string, unknown> | undefined;
      const kept = written?.['example.com/thing'];
      if (kept !== undefined && kept !== quantityText(text)) wrong.push(`${JSON.stringify(text)} is kept as ${kept}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('patterns', () => {
  const own = [
    '^.{2}$',
    '^\\s$',
    '^\\S$',
    '^[\\s-]$',
    '^[^\\s]+$',
    '\\Aa\\z',
    '^(?i)(on|off)?$',
    '(?s)^.{2}$',
    '^a\\-b\\_c\\@$',
    '^\\w\\b$',
  ];
  const ofSchemas = crds(target).flatMap(({ spec }) => patternsIn(spec));
  const patterns = [...new Set([...own, ...ofSchemas])];
  const kind = { kind: 'PatternTest', plural: 'patterntests', singular: 'patterntest', listKind: 'PatternTestList' };
  const properties = Object.fromEntries(patterns.map((pattern, i) => [`p${i}`, { type: 'string', pattern }]));
  const group = 'test.example.com';

  beforeAll(async () => {
    await server.send('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `${kind.plural}.${group}` },
      spec: {
        group,
        scope: 'Namespaced',
        names: kind,
        versions: [
          { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object', properties } } },
        ],
      },
    });
    const path = `/apis/${group}/v1/namespaces/${NAMESPACE}/${kind.plural}`;
    while (!(await server.ask('GET', path)).accepted) await sleep(100);
  });

  test('match here what they match there', async () => {
    const seeds = [
      'ab',
      'a-b_c@',
      'ON',
      'oﬀ',
      '0',
      '1Gi',
      '30d',
      '1h30m',
      'http://a',
      '@every 1h',
      '0 2 * * *',
      '\u{1f600}',
    ];
    const given = [
      ...seeds.flatMap((seed) => SPACES.flatMap((space) => [`${seed}${space}`, `${space}${seed}`])),
      ...SPACES.flatMap((one) => SPACES.map((two) => one + two)),
      ...texts(200, [...SPACES, ...'abz019-_./@:*', '\u2028', 'é', '\u{1f600}', 'http://', ' * ']),
    ];
    const wrong: string[] = [];
    for (const text of given) {
      const fields = Object.fromEntries(patterns.map((_, i) => [`p${i}`, text]));
      const object = {
        apiVersion: `${group}/v1`,
        kind: kind.kind,
        metadata: { name: 'a', namespace: NAMESPACE },
        ...fields,
      };
      const { body } = await server.create(object, { dryRun: true });
      const refused = new Set(list(at(body, 'details.causes')).map((cause) => record(cause).field));
      patterns.forEach((pattern, i) => {
        const matches = goPattern(pattern).test(text);
        if (matches === refused.has(`p${i}`))
          wrong.push(`${pattern} ${matches ? 'matches' : 'does not match'} ${JSON.stringify(text)}`);
      });
    }
    expect([...new Set(wrong)]).toEqual([]);
  });
});

function patternsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(patternsIn);
  return Object.entries(record(value)).flatMap(([key, inner]) =>
    key === 'pattern' && typeof inner === 'string' ? [inner] : patternsIn(inner),
  );
}

test.each([[[]], [[1]], [['YQ==']], [{}], [1]])('%j in the place of a text with a format', async (caBundle) => {
  const acme = { server: 'https://acme.example.com', privateKeySecretRef: { name: 'a' }, caBundle };
  const issuer = {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Issuer',
    metadata: { name: 'a', namespace: NAMESPACE },
    spec: { acme },
  };
  const { accepted, message } = await server.create(issuer, { dryRun: true });
  const refusals = admit(issuer, { target }).filter(({ severity }) => severity === 'error');
  expect(refusals.length === 0, message).toBe(accepted);
});
