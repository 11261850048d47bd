import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../manifests/object/manifest';
import { cluster, object, planOf } from './objects';

// A major upgrade as somebody, or a bot, writes it by hand: what is missing from it.

const CNPG = 'ghcr.io/cloudnative-pg/postgresql';
const on = (tag: string, spec: Record<string, unknown> = {}) => cluster({ imageName: `${CNPG}:${tag}`, ...spec });
const parameters = (values: Record<string, string>) => ({ postgresql: { parameters: values } });

function upgrade(from: Manifest, to: Manifest, more: readonly Manifest[] = [], operator?: string) {
  const { changes, steps } = planOf([from, ...more], [to, ...more], operator);
  const field = changes.flatMap(({ fields }) => fields).find(({ path }) => path === 'spec.imageName');
  return {
    ...field,
    reason: field?.reason ?? '',
    commits: steps?.flatMap(({ steps }) => steps.map(({ commit }) => commit)),
  };
}

describe('a major upgrade fails or does not start', () => {
  test('with a parameter that the new major does not have', () => {
    const old = parameters({ old_snapshot_threshold: '60min', work_mem: '8MB' });
    const { impact, reason, commits } = upgrade(on('16.9', old), on('17.7', old));
    expect(impact).toBe('outage');
    expect(reason).toMatch(
      /PostgreSQL 17 has no parameter old_snapshot_threshold: PostgreSQL 16 was the last to have it/,
    );
    expect(commits).toContain('only the parameters that PostgreSQL 17 refuses: drop old_snapshot_threshold');
    expect(upgrade(on('16.9'), on('17.7')).commits?.join()).not.toContain('only the parameters');
  });

  test.each([
    ['from 17.5', '17.5', '18.1', '2GB', true],
    ['to 17.4', '16.9', '17.4', '2GB', true],
    ['from 17.6', '17.6', '18.1', '2GB', false],
    ['without a limit', '17.5', '18.1', '-1', false],
  ])('with max_slot_wal_keep_size %s', (_, from, to, value, fails) => {
    const kept = parameters({ max_slot_wal_keep_size: value });
    expect(/pg_upgrade of PostgreSQL 17\.0 to 17\.5/.test(upgrade(on(from, kept), on(to, kept)).reason)).toBe(fails);
  });

  test('where the operator does not support it', () => {
    expect(upgrade(on('18.1'), on('19.0')).reason).toMatch(
      /CloudNativePG 1\.30 does not support PostgreSQL 19, only 14 to 18/,
    );
    expect(upgrade(on('17.7'), on('18.1')).reason).not.toMatch(/does not support/);
  });

  test('in a replica cluster', () => {
    const replica = {
      replica: { enabled: true, source: 'origin' },
      externalClusters: [{ name: 'origin', connectionParameters: { host: 'elsewhere', user: 'u' } }],
    };
    expect(upgrade(on('17.7', replica), on('18.1', replica)).reason).toMatch(
      /it is a replica cluster, .* upgrade the source/,
    );
  });

  test('with extension images of the old major', () => {
    const mounts = (tag: string) => ({
      postgresql: {
        extensions: [{ name: 'pgvector', image: { reference: `ghcr.io/cloudnative-pg/pgvector:${tag}` } }],
      },
    });
    const [old, next] = [mounts('0.8.1-18-trixie'), mounts('0.8.1-19-trixie')];
    const stays = upgrade(on('18.1-minimal-trixie', old), on('19.0-minimal-trixie', old));
    expect(stays.reason).toMatch(
      /extension pgvector stays at .*0\.8\.1-18-trixie", which is not built for PostgreSQL 19/,
    );
    const both = (operator: string) =>
      upgrade(on('18.1-minimal-trixie', old), on('19.0-minimal-trixie', next), [], operator).reason;
    expect(both('1.30.0')).not.toMatch(/extension images|stays at/);
    expect(both('1.29.2')).toMatch(/later patch releases: verify that CloudNativePG 1\.29\.2 does/);
    expect(both('1.28.4')).toMatch(/1\.28\.4 mounts the extension images of one major only/);
  });
});

describe('a major upgrade leaves behind', () => {
  const follower = (entry: object): Manifest =>
    cluster(
      { replica: { enabled: true, source: 'origin' }, externalClusters: [{ name: 'origin', ...entry }] },
      { name: 'copy' },
    );
  const archive = (serverName: string) => ({
    plugins: [
      {
        name: 'barman-cloud.cloudnative-pg.io',
        isWALArchiver: true,
        parameters: { barmanObjectName: 'store', serverName },
      },
    ],
  });
  const store = object('ObjectStore', { configuration: { destinationPath: 's3://shop' } }, { name: 'store' });
  const barman = (serverName: string) => ({
    plugin: { name: 'barman-cloud.cloudnative-pg.io', parameters: { barmanObjectName: 'store', serverName } },
  });

  test.each([
    ['that streams', { connectionParameters: { host: 'shop-db-rw.shop.svc', user: 'streaming_replica' } }],
    ['that reads the archive', barman('shop-db')],
  ])('a replica cluster %s', (_, entry) => {
    const { reason } = upgrade(on('17.7', archive('shop-db')), on('18.1', archive('shop-db-v18')), [
      store,
      follower(entry),
    ]);
    expect(reason).toMatch(/Cluster shop\/copy follows it, and cannot replay the WAL of PostgreSQL 18/);
  });

  test('no replica cluster of another', () => {
    const { reason } = upgrade(on('17.7', archive('shop-db')), on('18.1', archive('v18')), [
      store,
      follower(barman('bank')),
    ]);
    expect(reason).not.toMatch(/follows it/);
  });

  test.each([
    ['16.9', '17.7', /drops logical replication slots before PostgreSQL 17/],
    ['17.7', '18.1', /keeps logical replication slots only if their subscribers have received everything/],
  ])('subscribers, from %s', (from, to, reason) => {
    const publication = object('Publication', {
      cluster: { name: 'shop-db' },
      dbname: 'shop',
      name: 'p',
      target: { allTables: true },
    });
    expect(upgrade(on(from), on(to), [publication]).reason).toMatch(reason);
    expect(upgrade(on(from), on(to)).reason).not.toMatch(/slots/);
  });
});
