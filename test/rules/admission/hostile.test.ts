import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../manifests/object/manifest';
import { admissionEntries, admit, complete } from '../../../rules/admission';
import { isDoneWithin } from '../../support/cpu-time';
import { cluster, errors, rulesOf } from './support';

const ids = new Set(admissionEntries().map(({ id }) => id));
const KINDS = ['Cluster', 'Backup', 'ScheduledBackup', 'Pooler', 'Database', 'Publication', 'ImageCatalog', 'Nothing'];

describe('untrusted content', () => {
  it('is judged whatever it is, and left as it was', () => {
    const spec = fc.jsonValue({ maxDepth: 6 });
    const manifests = fc.record({
      apiVersion: fc.constant('postgresql.cnpg.io/v1'),
      kind: fc.constantFrom(...KINDS),
      metadata: fc.jsonValue(),
      spec,
    });
    fc.assert(
      fc.property(manifests, (value) => {
        const manifest = value as unknown as Manifest;
        const before = JSON.stringify(manifest);
        const findings = admit(manifest, { old: manifest });
        for (const { rule, message } of [...findings, ...admit(manifest)]) {
          expect(ids).toContain(rule);
          expect(message.length).toBeLessThan(2000);
        }
        complete(manifest);
        expect(JSON.stringify(manifest)).toBe(before);
      }),
      { numRuns: 1500, seed: 28 },
    );
  });

  it.each([null, 'x', 3, [], undefined])('is %s, and no object', (value) => {
    expect(rulesOf(errors(value as unknown as Manifest))).toEqual(['decode']);
  });

  it('cannot select one of our files by its kind', () => {
    for (const kind of ['../Cluster', '__proto__', 'constructor', 'Cluster.json', 'x\0']) {
      const manifest = { apiVersion: 'postgresql.cnpg.io/v1', kind, metadata: {} };
      expect(rulesOf(admit(manifest))).toEqual(['schema-unknown-kind']);
    }
    const escaped = { apiVersion: '../../facts/postgresql.cnpg.io/v1', kind: 'Cluster', metadata: {} };
    expect(rulesOf(admit(escaped))).toEqual(['schema-unknown-kind']);
  });

  it('cannot reach the prototypes of objects', () => {
    const manifest = JSON.parse(
      '{"apiVersion":"postgresql.cnpg.io/v1","kind":"Cluster","metadata":{"name":"a","labels":{"__proto__":"x"}},' +
        '"spec":{"instances":1,"storage":{"size":"1Gi"},"postgresql":{"parameters":{"__proto__":"x","constructor":"y"}}}}',
    );
    admit(manifest);
    const { postgresql } = complete(manifest).spec as { postgresql: { parameters: object } };
    expect(Object.hasOwn(postgresql.parameters, '__proto__')).toBe(true);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
    const strange = cluster(JSON.parse('{"__proto__":{"a":1}}'));
    expect(errors(strange)).toEqual([expect.objectContaining({ rule: 'unknown-field', path: 'spec.__proto__' })]);
  });

  it('may turn in circles, or unfold into more than fits', () => {
    const circle: Record<string, unknown> = {};
    circle.circle = circle;
    expect(rulesOf(admit(cluster(circle)))).toEqual(['decode']);
    let bomb: unknown[] = ['x'];
    for (let level = 0; level < 30; level++) bomb = [bomb, bomb];
    expect(rulesOf(admit(cluster({ env: bomb })))).toEqual(['decode']);
  });

  it('may be long where expressions look', () => {
    const long = 'a'.repeat(200_000);
    const admitAll = () => {
      admit(cluster({ imageName: `${':'.repeat(100_000)}/${long}`, storage: { size: '1'.repeat(100_000) } }));
      admit(
        cluster({
          replicationSlots: { synchronizeReplicas: { enabled: true, excludePatterns: ['(a'.repeat(40_000)] } },
        }),
      );
      admit(
        cluster({ bootstrap: { recovery: { recoveryTarget: { targetTime: long, targetLSN: long } } } }, { name: long }),
      );
    };
    expect(isDoneWithin(2_000, admitAll)).toBe(true);
  });
});
