import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { canonical, object } from '../../commands/import/canonical-json';
import { factsOf, toCrd } from '../../commands/import/crd';
import { print } from '../../manifests/files/print';
import { read } from '../../manifests/files/read';
import { parseLock, printLock } from '../../plan/lineage/lineage-lock';
import { mutated } from './mutations';
import { anyText, fuzz, nearly } from './support';

const YAML = [
  'apiVersion: v1\nkind: A\nmetadata: &m {name: a}\nspec: {<<: *m, b: [1, 2]}\n',
  '\ufeffapiVersion: v1\r\nkind: A\r\n---\r\n%YAML 1.1\r\n---\r\nkind: !!str B\r\n...\r\n',
  '{"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "v1", "kind": "A"}, null, 1]}',
  'a: |-\n  x\n  \ty\nb: >+\n  z\n\n? c\n: - - d\n  - {e: ~}\n',
  'kind: A\nkind: B\n"\\u0061": 1\n!x y: &a [*a]\n',
];
const text = fc.oneof(anyText, fc.string({ maxLength: 12 })).filter((given) => !/[\0\p{Surrogate}]/u.test(given));
const leaf = fc.oneof(
  text,
  fc.integer(),
  fc.boolean(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
);
const { value } = fc.letrec<{ value: unknown; list: unknown[]; record: Record<string, unknown> }>((tie) => ({
  value: fc.oneof({ maxDepth: 3, withCrossShrink: true }, leaf, tie('list'), tie('record')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  record: fc.dictionary(text, tie('value'), { maxKeys: 4 }),
}));

describe('YAML', () => {
  fuzz('of any form is objects or findings', nearly(YAML), 500, (given) => {
    for (const { manifest, findings = [], locate } of read(given, 'f.yaml')) {
      expect(manifest !== undefined || findings.length > 0).toBe(true);
      if (manifest) expect([typeof manifest.apiVersion, typeof manifest.kind]).toEqual(['string', 'string']);
      expect(locate?.()('spec.b[0]').line ?? 1).toBeGreaterThan(0);
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  fuzz('that is printed is read as the same', value, 500, (spec) => {
    const manifest = { apiVersion: 'v1', kind: 'Thing', metadata: { name: 'a' }, spec };
    const documents = read(print([manifest, manifest]), 'f.yaml');
    expect(documents.flatMap(({ findings = [] }) => findings)).toEqual([]);
    expect(documents.map((document) => document.manifest)).toEqual([manifest, manifest]);
  });
});

describe('a CRD', () => {
  const crd = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'backups.postgresql.cnpg.io' },
    spec: {
      group: 'postgresql.cnpg.io',
      names: { kind: 'Backup', plural: 'backups', shortNames: ['b'] },
      scope: 'Namespaced',
      conversion: {
        strategy: 'Webhook',
        webhook: { clientConfig: { caBundle: 'a' }, conversionReviewVersions: ['v1'] },
      },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object', enum: ['a'] } } } },
          additionalPrinterColumns: [{ name: 'A', jsonPath: '.a', type: 'string', priority: 0 }],
        },
        {
          name: 'v1beta1',
          served: true,
          storage: false,
          deprecated: false,
          schema: { openAPIV3Schema: { type: 'object', items: [] } },
        },
      ],
    },
  };

  fuzz('is refused with a reason, or rebuilt as it was', mutated([crd]), 500, (given) => {
    let facts: ReturnType<typeof factsOf>;
    try {
      facts = factsOf(object(canonical(given)));
    } catch (error) {
      expect((error as Error).constructor, (error as Error).stack).toBe(Error);
      return;
    }
    expect(factsOf(toCrd(facts))).toEqual(facts);
  });
});

describe('a lineage lock', () => {
  const entry = fc.oneof(
    text.map((name) => ({ object: name })),
    fc.record({ archive: text, major: fc.nat(30), cluster: text }),
  );

  fuzz('that is printed is read as the same', fc.array(entry, { maxLength: 5 }), 200, (entries) => {
    const printed = printLock(entries);
    const lock = parseLock(printed);
    expect(lock.edited).toEqual([]);
    expect(printLock(lock.entries)).toBe(printed);
  });

  fuzz(
    'that somebody edited is told apart',
    nearly([printLock([{ object: 'Cluster a/b' }, { archive: 's3://a', major: 17, cluster: 'a/b' }])]),
    300,
    (given) => {
      const { entries, edited } = parseLock(given);
      for (const { line } of edited) expect(line).toBeGreaterThan(0);
      for (const line of given.split('\n').filter((each) => each.includes('Cluster'))) {
        expect(entries.length + edited.length, line).toBeGreaterThan(0);
      }
    },
  );
});
