import { expect, test } from 'vitest';
import type { Manifest } from '../../manifests/object/manifest';
import { cluster, planOf } from './objects';

const GENERATED = { dataFrom: [{ sourceRef: { generatorRef: { kind: 'Password', name: 'shop-db-app' } } }] };
const COPIED = { data: [{ secretKey: 'password', remoteRef: { key: 'shop' } }] };

function secret(spec: object, metadata: object = {}): Manifest {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: 'shop-db-app', namespace: 'shop', ...metadata },
    spec: { refreshInterval: '720h0m0s', ...spec },
  };
}

const WEEKLY = { refreshInterval: '168h0m0s' };
const LABELLED = { labels: { team: 'shop' } };

test.each([
  ['another interval', secret(GENERATED), secret({ ...GENERATED, ...WEEKLY }), 'reload'],
  ['a label', secret(GENERATED), secret(GENERATED, LABELLED), 'reload'],
  [
    'an interval that is not looked at',
    secret(GENERATED),
    secret({ ...GENERATED, refreshPolicy: 'CreatedOnce' }),
    'none',
  ],
  ['a copy of what a store has', secret(COPIED), secret({ ...COPIED, ...WEEKLY }), 'none'],
])('says of an ExternalSecret with %s whether the password changes at once', (_, before, after, impact) => {
  const { changes, worst } = planOf([before], [after]);
  expect(worst).toBe(impact);
  expect(changes[0]?.fields.map(({ reason }) => /another password immediately/.test(reason))).toEqual([
    impact === 'reload',
  ]);
});

test.each([
  ['Owner, which is the default', {}, 'outage', /its Secret shop-db-app is deleted with it; Cluster/],
  [
    'Orphan',
    { target: { creationPolicy: 'Orphan' } },
    'none',
    /its Secret remains unchanged \(creationPolicy: Orphan\)/,
  ],
])('tells what becomes of the Secret with creationPolicy %s', (_, spec, impact, reason) => {
  const [change] = planOf([secret({ ...GENERATED, ...spec }), cluster()], [cluster()]).changes;
  expect(change).toMatchObject({ impact, fields: [{ reason: expect.stringMatching(reason) }] });
});
