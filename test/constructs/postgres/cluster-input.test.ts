import { App } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import {
  Folder,
  ImageCatalog,
  initdb,
  ObjectStore,
  PostgresCluster,
  type PostgresClusterProps,
} from '../../../constructs/index';
import { cluster, MINIMAL } from '../support/cluster';
import { render } from '../support/render';

describe('a cluster refuses', () => {
  it.each<[string, Partial<PostgresClusterProps>, string]>([
    ['a name that is too long', { name: 'x'.repeat(51) }, 'has 51 characters: at most 50'],
    ['a name with a dot', { name: 'orders.db' }, 'name "orders.db" does not consist of'],
    ['an image of another major', { version: '16' }, "is PostgreSQL 17, but `version` is '16'"],
    ['a floating image', { image: 'ghcr.io/x/postgresql:17' }, 'floats'],
    ['an image without a version', { image: 'ghcr.io/x/postgresql:latest' }, 'must start with the version'],
    ['no image', { image: '' }, 'is not an image'],
    ['no instances', { instances: 0 }, 'instances is 0: give a whole number of at least 1'],
    ['half an instance', { instances: 1.5 }, 'instances is 1.5'],
    [
      'a database that PostgreSQL cuts off',
      { bootstrap: initdb({ database: 'd'.repeat(64), owner: 'a' }) },
      '64 bytes',
    ],
    ['an empty owner', { bootstrap: initdb({ database: 'd', owner: '' }) }, 'bootstrap.owner "" is empty'],
    ['a size in PostgreSQL units', { storage: { size: '10GB' as '10G' } }, 'in Kubernetes it is 10Gi'],
    ['no synchronous standby', { synchronous: { method: 'any', number: 0 } }, 'synchronous.number is 0'],
    ['a reserved role', { roles: [{ name: 'pg_monitor' }] }, 'role "pg_monitor" is reserved'],
    ['a role that is there twice', { roles: [{ name: 'a' }, { name: 'a' }] }, 'role "a" is declared twice'],
    ['a reserved service', { services: [{ name: 'orders-db-any', access: 'rw' }] }, "is the operator's own"],
    ['a reserved tablespace', { tablespaces: [{ name: 'pg_x', storage: { size: '1Gi' } }] }, 'starts with pg_'],
    ['a tablespace with a hyphen', { tablespaces: [{ name: 'a-b', storage: { size: '1Gi' } }] }, 'is not made of'],
    [
      'silence without a reason',
      { disposable: 'true' },
      'disposable is "true": state why the data need not be recovered',
    ],
    [
      'two service accounts',
      { serviceAccountName: 'shared', serviceAccountAnnotations: { a: 'b' } },
      'serviceAccountName "shared" is another one',
    ],
    ['a second protection', { annotations: { 'argocd.argoproj.io/sync-options': 'Prune=true' } }, 'use `protection`'],
  ])('%s', (_, props, message) => {
    expect(() => render((folder) => cluster(folder, props))).toThrow(`shop--database/Database: `);
    expect(() => render((folder) => cluster(folder, props))).toThrow(message);
  });

  it('a store and a catalog in another namespace', () => {
    expect(() =>
      render((folder) => {
        const archive = new ObjectStore(folder, 'Store', {
          name: 's',
          namespace: 'other',
          destinationPath: 's3://b/p',
          credentials: { provider: 's3', configuration: {} },
        });
        cluster(folder, { archive });
      }),
    ).toThrow('object store "s" is in namespace "other"; it must be in "shop"');
    expect(() =>
      render((folder) => {
        const image = new ImageCatalog(folder, 'Images', { name: 'i', namespace: 'other', images: { 17: 'x:17.7' } });
        cluster(folder, { image });
      }),
    ).toThrow('image catalog "i" is in namespace "other"; it must be in "shop"');
  });

  it('to be without a namespace', () => {
    const nowhere = () => new PostgresCluster(new Folder(new App(), 'shop'), 'Database', MINIMAL);
    expect(nowhere).toThrow('shop/Database: no namespace; give `namespace` to the chart or to this object');
  });
});
