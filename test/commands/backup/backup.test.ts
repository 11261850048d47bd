import type { App } from 'cdk8s';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { applications } from '../../../apps';
import { backup } from '../../../commands/backup/backup';
import { UsageError } from '../../../commands/cli/usage-error';
import { type Application, DEFAULT_TARGET, Folder, initdb, PostgresCluster } from '../../../constructs';
import { validate } from '../../../rules/engine/validate';

const NOW = new Date('2026-11-21T13:05:09.123Z');

/** An application with clusters that archive nowhere. */
function application(...clusters: string[]): Application {
  return {
    name: 'shop',
    target: DEFAULT_TARGET,
    suppressions: [],
    build(app: App) {
      const folder = new Folder(app, 'shop', { namespace: 'shop' });
      for (const name of clusters) {
        new PostgresCluster(folder, name, {
          name,
          version: '17',
          image: 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie',
          instances: 1,
          storage: { size: '1Gi' },
          bootstrap: initdb({ database: 'shop', owner: 'shop' }),
        });
      }
    },
  };
}

describe('npm run backup', () => {
  test('prints a Backup of the database, by the method of its archive', () => {
    expect(load(backup(applications, { application: 'parametric-portal', now: NOW }))).toEqual({
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Backup',
      metadata: { name: 'parametric-portal-db-20261121t130509', namespace: 'parametric-portal' },
      spec: {
        cluster: { name: 'parametric-portal-db' },
        method: 'plugin',
        pluginConfiguration: { name: 'barman-cloud.cloudnative-pg.io' },
      },
    });
  });

  test('is admitted, for every application with a database', () => {
    for (const name of ['parametric-portal', 'phoenix-guardian']) {
      const errors = validate(backup(applications, { application: name, now: NOW })).filter(
        ({ layer, severity }) => layer === 'admission' && severity === 'error',
      );
      expect(errors).toEqual([]);
    }
  });

  test('has another name every second, and no mark of a generated file', () => {
    const later = new Date(NOW.getTime() + 1000);
    const [first, second] = [NOW, later].map((now) => backup(applications, { application: 'phoenix-guardian', now }));
    expect(first).not.toBe(second);
    expect(first).not.toContain('do not edit');
  });

  test.each([
    [
      'an application that is not there',
      applications,
      { application: 'shop' },
      /no application "shop": there is parametric-portal, /,
    ],
    ['an application without a database', applications, { application: 'k3s' }, /"k3s" has no database/],
    [
      'several clusters and no choice',
      [application('a', 'b')],
      { application: 'shop' },
      /several clusters: add --cluster with one of a, b/,
    ],
    [
      'a cluster that is not there',
      [application('a', 'b')],
      { application: 'shop', cluster: 'c' },
      /no cluster "c": there is a, b/,
    ],
  ])('refuses %s', (_, apps, request, message) => {
    const call = () => backup(apps, { ...request, now: NOW });
    expect(call).toThrow(UsageError);
    expect(call).toThrow(message);
  });

  test('refuses a cluster that archives nowhere', () => {
    expect(() => backup([application('a')], { application: 'shop', now: NOW })).toThrow(/has no `archive`/);
  });
});
