import { expect, test } from 'vitest';
import { impacts, object, planOf } from './objects';

type Fields = Record<string, unknown>;

const role = (fields: Fields = {}, metadata: Fields = {}) =>
  object('DatabaseRole', { cluster: { name: 'shop-db' }, name: 'api', login: true, ...fields }, metadata);
const certified = { clientCertificate: { enabled: true } };
const removed = (fields: Fields) => planOf([role(fields)], []).changes[0]?.fields[0];

test.each<[string, Fields, Fields, Record<string, string>]>([
  ['no more login', {}, { login: false }, { 'spec.login': 'outage' }],
  ['login', { login: false }, {}, { 'spec.login': 'none' }],
  ['no more password', {}, { disablePassword: true }, { 'spec.disablePassword': 'outage' }],
  ['a password again', { disablePassword: true }, { disablePassword: false }, { 'spec.disablePassword': 'none' }],
  ['a certificate', {}, certified, { 'spec.clientCertificate': 'none' }],
  ['no more certificate', certified, {}, { 'spec.clientCertificate': 'outage' }],
  [
    'a certificate that is switched off',
    certified,
    { clientCertificate: { enabled: false } },
    { 'spec.clientCertificate.enabled': 'outage' },
  ],
])('%s', (_, before, after, expected) => {
  expect(impacts(role(before), role(after))).toEqual(expected);
});

test.each<[Fields, string, RegExp]>([
  [{}, 'none', /remains in PostgreSQL, unmanaged$/],
  [{ databaseRoleReclaimPolicy: 'delete' }, 'outage', /the role is dropped, unless it owns anything/],
  [{ clientCertificate: { enabled: false } }, 'none', /remains in PostgreSQL, unmanaged$/],
  [{ clientCertificate: {} }, 'outage', /; its client certificate is deleted/],
  [certified, 'outage', /remains in PostgreSQL, unmanaged; its client certificate is deleted/],
])('the removal of %o', (fields, impact, reason) => {
  expect(removed(fields)).toMatchObject({ impact, reason: expect.stringMatching(reason) });
});

test('the removal of its protection says what it protects', () => {
  const guarded = { annotations: { 'argocd.argoproj.io/sync-options': 'Prune=confirm' } };
  const reasonOf = (fields: Fields) =>
    planOf([role(fields, guarded)], [role(fields)]).changes.flatMap(({ fields: all }) =>
      all.map(({ reason }) => reason),
    );
  expect(reasonOf({ databaseRoleReclaimPolicy: 'delete' })).toEqual([expect.stringMatching(/drops the role$/)]);
  expect(reasonOf({})).toEqual([expect.stringMatching(/the role remains in PostgreSQL, unmanaged$/)]);
});
