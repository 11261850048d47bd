import { describe, expect, it } from 'vitest';
import { objectStoreMissing } from '../../../rules/expert/object-store-missing';
import { BARMAN, cluster, objectStore, verdicts } from './support';

describe('object-store-missing', () => {
  const uses = (name: string) => cluster({ plugins: [{ name: BARMAN, parameters: { barmanObjectName: name } }] });
  const recoversFrom = (name: string) =>
    cluster({
      externalClusters: [{ name: 'source', plugin: { name: BARMAN, parameters: { barmanObjectName: name } } }],
    });

  it('says where a store of that name is', () => {
    expect(
      verdicts(objectStoreMissing, [uses('backups'), objectStore('backups', 'a'), objectStore('backups', 'b')]),
    ).toEqual([
      {
        path: 'spec.plugins[0].parameters.barmanObjectName',
        message:
          'there is no ObjectStore "backups" in namespace shop, only in a, b, where the plugin does not look: the Cluster would never start',
        fix: 'add ObjectStore shop/backups, or correct the name',
      },
    ]);
  });

  it('follows the source of a recovery, too', () => {
    expect(verdicts(objectStoreMissing, [recoversFrom('old'), objectStore('new', 'shop')])).toEqual([
      expect.objectContaining({ path: 'spec.externalClusters[0].plugin.parameters.barmanObjectName' }),
    ]);
  });

  it.each<[string, object[]]>([
    ['a run without any store', [uses('backups')]],
    ['the store in the namespace', [uses('backups'), objectStore('backups', 'shop')]],
    ['no reference', [uses(''), cluster({}, 'plain'), objectStore('x', 'shop')]],
  ])('takes %s', (_, objects) => {
    expect(verdicts(objectStoreMissing, objects)).toEqual([]);
  });
});
