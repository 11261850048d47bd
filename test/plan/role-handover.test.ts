import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../manifests/object/manifest';
import { cluster, object, planOf } from './objects';

type Fields = Readonly<Record<string, unknown>>;

const role = (fields: Fields = {}, metadata: Fields = {}): Manifest =>
  object('DatabaseRole', { cluster: { name: 'shop-db' }, name: 'reader', login: true, ...fields }, metadata);
const withEntry = (fields: Fields = {}) =>
  cluster({ managed: { roles: [{ name: 'reader', login: true, ...fields }] } });

describe('an entry of managed.roles that goes', () => {
  const effect = (entry: Fields, ...objects: Manifest[]) => {
    const { changes } = planOf([withEntry(entry)], [cluster(), ...objects]);
    return changes.find(({ kind }) => kind === 'Cluster')?.fields[0];
  };

  test.each<[what: string, entry: Fields, heir: Fields, impact: string, reason: RegExp]>([
    [
      'to an object that says the same',
      {},
      {},
      'none',
      /^DatabaseRole thing manages .*; nothing changes in PostgreSQL$/,
    ],
    ['to one that gives the defaults', {}, { inherit: true, connectionLimit: -1 }, 'none', /nothing changes/],
    ['to one without its memberships', { inRoles: ['a', 'b'] }, {}, 'none', /with another inRoles: ALTER ROLE/],
    ['to one with them in another order', { inRoles: ['a', 'b'] }, { inRoles: ['b', 'a'] }, 'none', /nothing changes/],
    ['to one without login', {}, { login: false }, 'outage', /with another login: clients can no longer log in/],
    ['to one without password', {}, { disablePassword: true }, 'outage', /another disablePassword: clients/],
    ['to one that makes it again', { ensure: 'absent' }, {}, 'none', /and creates it$/],
  ])('%s', (_what, entry, heir, impact, reason) => {
    expect(effect(entry, role(heir))).toMatchObject({
      path: 'spec.managed.roles[name=reader]',
      impact,
      reason: expect.stringMatching(reason),
    });
  });

  test.each<[what: string, objects: Manifest[]]>([
    ['to nobody', []],
    ['to a role of another name', [role({ name: 'writer' })]],
    ['to a role of another Cluster', [role({ cluster: { name: 'other' } })]],
    ['to a role in another namespace', [role({}, { namespace: 'elsewhere' })]],
  ])('%s', (_what, objects) => {
    expect(effect({}, ...objects)?.reason).toMatch(/CNPG no longer manages it$/);
  });
});
