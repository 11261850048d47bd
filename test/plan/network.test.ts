import { expect, test } from 'vitest';
import type { Manifest } from '../../manifests/object/manifest';
import { cluster, object, planOf } from './objects';

const policy = (ports: readonly number[]): Manifest => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'shop-db', namespace: 'shop' },
  spec: { podSelector: {}, ingress: [{ ports: ports.map((port) => ({ port })) }] },
});

test.each([
  ['that is new', [], [policy([5432])], 'reload', /client that it does not allow is cut off/],
  ['that allows less', [policy([5432, 8000])], [policy([5432])], 'reload', /that it no longer allows are cut off/],
  ['that goes', [policy([5432])], [], 'none', /open to every client$/],
])('says of a network policy %s who is cut off, or open', (_, before, after, impact, reason) => {
  const { changes, worst } = planOf(before, after);
  expect(worst).toBe(impact);
  expect(changes[0]?.fields[0]?.reason).toMatch(reason);
});

const hba = (...pg_hba: string[]) => cluster({ postgresql: { pg_hba } });
const CLOSED = hba('hostssl all all all scram-sha-256', 'hostnossl all all all reject');

test.each([
  ['closes', cluster(), CLOSED, /without TLS are rejected from their next connection on/],
  ['opens', CLOSED, cluster(), /without TLS are accepted from/],
  ['keeps closed', CLOSED, hba('hostnossl all all all reject'), /rules apply to new connections/],
])('says of pg_hba that %s the door for clients without TLS', (_, before, after, reason) => {
  const fields = planOf([before], [after]).changes.flatMap((change) => change.fields);
  const found = fields.filter(({ path }) => path.startsWith('spec.postgresql.pg_hba'));
  expect(found.length).toBeGreaterThan(0);
  for (const field of found) expect(field).toMatchObject({ impact: 'reload', reason: expect.stringMatching(reason) });
});

test.each([
  ['prunes nothing', {}, true],
  ['prunes', { syncPolicy: { automated: { prune: true } } }, false],
  ['is of another namespace', { destination: { namespace: 'other' } }, false],
])('says that what is removed stays where its Application %s', (_, spec, stays) => {
  const application = object('Application', { destination: { namespace: 'shop' }, ...spec }, { name: 'shop-database' });
  const { changes } = planOf([policy([5432]), application], [application]);
  const reason = changes[0]?.fields[0]?.reason ?? '';
  expect(/shop-database prunes nothing/.test(reason)).toBe(stays);
});
