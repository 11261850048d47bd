import { describe, expect, it } from 'vitest';
import { ExternalCluster, PostgresClusterFromBackup, recovery, Schedule } from '../../../constructs/index';
import { cluster, store } from '../support/cluster';
import { at, only, render } from '../support/render';

const FLOATING = 'ghcr.io/cloudnative-pg/postgresql:17';
const IN_TREE = { backup: { barmanObjectStore: { destinationPath: 's3://a/b' }, retentionPolicy: '30d' } };
const daily = { name: 'daily', schedule: Schedule.daily({ hour: 2 }) };

describe('an adopted cluster', () => {
  it('keeps in-tree backups, and a schedule of them', () => {
    const manifests = render((folder) =>
      cluster(folder, { adopted: IN_TREE }).addScheduledBackup('Daily', { ...daily, method: 'barmanObjectStore' }),
    );
    expect(at(only(manifests, 'Cluster'), 'spec.backup')).toEqual(IN_TREE.backup);
    expect(at(only(manifests, 'ScheduledBackup'), 'spec.method')).toBe('barmanObjectStore');
  });

  it('keeps an image that floats, which a new one may not have', () => {
    const image = (adopted?: object) =>
      render((folder) => cluster(folder, { image: FLOATING, ...(adopted && { adopted }) }));
    expect(at(only(image({}), 'Cluster'), 'spec.imageName')).toBe(FLOATING);
    expect(() => image()).toThrow('floats');
  });

  it('reads an external cluster as it was', () => {
    const entry = { name: 'old', barmanObjectStore: { destinationPath: 's3://a/b', serverName: 'old' } };
    const bootstrap = recovery({ database: 'a', owner: 'b', from: 'archive', archive: ExternalCluster.adopted(entry) });
    const made = only(
      render((folder) => cluster(folder, { bootstrap })),
      'Cluster',
    );
    expect(at(made, 'spec.externalClusters')).toEqual([entry]);
    expect(at(made, 'spec.bootstrap.recovery.source')).toBe('old');
  });

  it('does not hand its in-tree archive to a cluster that is recovered from it: two would write there', () => {
    const manifests = render((folder) => {
      const source = cluster(folder, { image: FLOATING, archive: store(folder), adopted: IN_TREE });
      new PostgresClusterFromBackup(folder, 'Again', { name: 'orders-db-r2', source: { cluster: source } });
    });
    const again = manifests.find(({ metadata }) => metadata.name === 'orders-db-r2');
    expect(at(again, 'spec.backup')).toBeUndefined();
    expect(at(again, 'spec.imageName')).toBe(FLOATING);
  });
});

describe('a new cluster', () => {
  it('has no schedule of in-tree backups', () => {
    const made = () =>
      render((folder) => cluster(folder).addScheduledBackup('Daily', { ...daily, method: 'barmanObjectStore' }));
    expect(made).toThrow('has no in-tree archive');
  });

  it.each([[{}], [{ pvcTemplate: { accessModes: ['ReadWriteOnce'] } }]])(
    'says how large its volume is: %j',
    (storage) => {
      expect(() => render((folder) => cluster(folder, { storage }))).toThrow('storage without a size');
    },
  );

  it('may say it in the template of the claim', () => {
    const storage = { pvcTemplate: { resources: { requests: { storage: { value: '2Gi' } } } } };
    const made = only(
      render((folder) => cluster(folder, { storage })),
      'Cluster',
    );
    expect(at(made, 'spec.storage')).toEqual({ pvcTemplate: { resources: { requests: { storage: '2Gi' } } } });
  });
});
