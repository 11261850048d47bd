import { describe, expect, test } from 'vitest';
import { Index } from '../../../manifests/object/object-index';
import type { Violation } from '../../../manifests/object/violation';
import { findingEffects } from '../../../plan/upgrade/judgements';
import { DEFAULT_TARGET } from '../../../values/cnpg/target';
import { cluster, NOW, object, planOf } from '../objects';
import { operator, upgrade } from './upgrades';

const REPLICAS = cluster({ instances: 3 });

describe('what the new version finds otherwise', () => {
  test('vulnerabilities and bugs are repaired, and suppressions fall away', () => {
    const { gains } = upgrade('1.28.0', '1.30.0', [REPLICAS]);
    expect(gains).toContain('closes CVE-2026-44477, CVE-2026-55765, CVE-2026-55769');
    expect(gains.join('\n')).toMatch(/repairs bugs that these clusters are exposed to: .*#10409, #10448/);
    expect(gains).toContain('operator-known-bug no longer finds Cluster shop/shop-db: suppressions of it fall away');
    expect(gains.join('\n')).toContain('operator-vulnerability no longer finds Cluster shop/shop-db');
  });

  test('a patch release repairs what it repairs', () => {
    const { gains } = upgrade('1.28.0', '1.28.1', [REPLICAS]);
    expect(gains.join()).not.toMatch(/CVE|#10409/);
  });

  test('what only an older version refuses is accepted', () => {
    const source = { name: 'origin', connectionParameters: { host: 'db.example.com' } };
    const copy = cluster({ bootstrap: { recovery: { source: 'origin' } }, externalClusters: [source] });
    expect(upgrade('1.28.0', '1.29.2', [copy]).gains.join('\n')).toContain(
      'Cluster shop/shop-db is accepted: spec.bootstrap.recovery.source (cluster-recovery-source-archive)',
    );
  });

  test('a manifest that the new version refuses is no longer reconciled from 1.30 on', () => {
    const refused: Violation = {
      rule: 'cluster-parameter-name',
      layer: 'admission',
      severity: 'error',
      kind: 'Cluster',
      namespace: 'shop',
      name: 'shop-db',
      path: 'spec.postgresql.parameters.my-param',
      message: 'is no name',
      fix: 'remove it',
      file: null,
      document: 0,
    };
    const judged = (to: string, found: Violation) =>
      findingEffects(
        { found: [found], gone: [] },
        {
          product: 'operator',
          from: '1.28.0',
          to,
          target: DEFAULT_TARGET,
          index: new Index([]),
          clusters: [],
          now: NOW,
        },
      );
    expect(judged('1.29.2', refused)).toEqual([
      {
        object: 'Cluster shop/shop-db',
        impact: 'rejected',
        reason:
          'spec.postgresql.parameters.my-param is no name; it stays as it is until the next change of it, which is refused',
        before: 'remove it',
      },
    ]);
    expect(judged('1.30.0', refused)[0]?.reason).toMatch(/the operator no longer reconciles it$/);
    expect(judged('1.30.0', { ...refused, severity: 'warning' })).toEqual([
      {
        object: 'Cluster shop/shop-db',
        impact: 'none',
        reason: 'spec.postgresql.parameters.my-param is no name (cluster-parameter-name)',
      },
    ]);
  });
});

test('a bug of the version that runs can meet the upgrade itself', () => {
  const synchronous = cluster({ postgresql: { synchronous: { method: 'any', number: 1 } } });
  expect(upgrade('1.28.0', '1.29.2', [synchronous]).notes.join()).toMatch(
    /#10342 of 1\.28\.0 can meet Cluster shop\/shop-db: .*stop half way/,
  );
  expect(upgrade('1.29.2', '1.30.0', [synchronous]).notes.join()).not.toContain('#10342');
  expect(upgrade('1.28.0', '1.29.2', [REPLICAS]).notes.join()).not.toContain('#10342');
});

test('a field that only one version knows is accepted by that one', () => {
  const image = object('Pooler', { cluster: { name: 'shop-db' }, pgbouncer: { image: 'x:1' } });
  const { gains, effects } = upgrade('1.29.2', '1.30.0', [image]);
  expect(gains.join()).toContain('Pooler shop/thing is accepted');
  expect(effects).toEqual([]);
  expect(upgrade('1.30.0', '1.29.2', [image]).effects).toMatchObject([
    { impact: 'rejected', object: 'Pooler shop/thing' },
  ]);
});

describe('the way', () => {
  test('leads over every minor', () => {
    const { steps } = planOf([...operator('1.28.0'), REPLICAS], [...operator('1.30.0'), REPLICAS]);
    expect(steps).toMatchObject([{ object: 'Deployment cnpg-system/cnpg' }]);
    expect(steps?.[0]?.steps.map(({ commit }) => commit)).toEqual([
      expect.stringMatching(/^operator 1\.29\.\d$/),
      'operator 1.30.0',
    ]);
    expect(planOf(operator('1.29.2'), operator('1.30.0')).steps).toBeUndefined();
  });

  test('does not lead back', () => {
    const { notes } = upgrade('1.30.0', '1.29.2', [REPLICAS]);
    expect(notes[0]).toContain('a downgrade of the operator, which nobody tests');
  });
});
