import { expect, test } from 'vitest';
import { clusterOfApplication } from '../../../commands/drill/drill-target';
import { addDrills, addRecoveries, Folder, recoveriesFrom } from '../../../constructs/index';
import { cluster, store } from '../../constructs/support/cluster';
import { applicationOf } from '../support/application';

const RECOVERED = { name: 'orders-db-r2', of: 'orders-db', at: '2026-11-20T13:37:00Z' };
const COPY = { ...RECOVERED, name: 'copy', expires: '2026-11-28T00:00:00Z' };

/** An application with one cluster and these recoveries of it. */
function shop(...recoveries: object[]) {
  return applicationOf('shop', [], {
    build(app) {
      const folder = new Folder(app, 'shop/database', { namespace: 'shop' });
      const declared = recoveriesFrom({ recoveries });
      const clusters = addRecoveries(folder, cluster(folder, { archive: store(folder) }), declared);
      const credentials = { provider: 's3', configuration: { s3Credentials: { inheritFromIamRole: true } } } as const;
      addDrills(app, 'shop/drill', clusters, declared, { name: 'copy', destinationPath: 's3://b', credentials });
    },
  });
}

const found = (name: string | undefined, ...recoveries: object[]) =>
  clusterOfApplication([shop(...recoveries)], 'shop', name);

test('the only cluster need not be named; the copy of a restore drill is none', () => {
  const only = { name: 'orders-db', namespace: 'shop' };
  expect(found(undefined)).toEqual(only);
  expect(found(undefined, COPY)).toEqual(only);
  expect(() => found('copy', COPY)).toThrow('no cluster "copy": there is orders-db');
});

test('the one that serves is meant, unless another one is named', () => {
  expect(found('orders-db-r2', RECOVERED)).toEqual({ name: 'orders-db-r2', namespace: 'shop' });
  expect(found(undefined, RECOVERED, COPY)).toEqual({ name: 'orders-db', namespace: 'shop' });
});
