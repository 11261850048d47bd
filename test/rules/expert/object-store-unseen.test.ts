import { describe, expect, it } from 'vitest';
import { objectStoreUnseen } from '../../../rules/expert/object-store-unseen';
import { BARMAN, cluster, objectStore, verdicts } from './support';

describe('object-store-unseen', () => {
  const uses = (name: string) => cluster({ plugins: [{ name: BARMAN, parameters: { barmanObjectName: name } }] });

  it('names the store that has to be somewhere', () => {
    expect(verdicts(objectStoreUnseen, [uses('pg')])).toMatchObject([
      {
        path: 'spec.plugins[0].parameters.barmanObjectName',
        message: 'no ObjectStore is among the objects: without "pg" in namespace shop the Cluster would never start',
      },
    ]);
  });

  it.each<[string, object[]]>([
    ['no reference', [uses(''), cluster({}, 'plain')]],
    ['an input with another store, of which object-store-missing speaks', [uses('pg'), objectStore('other', 'shop')]],
  ])('takes %s', (_, objects) => {
    expect(verdicts(objectStoreUnseen, objects)).toEqual([]);
  });
});
