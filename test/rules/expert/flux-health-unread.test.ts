import { fluxHealthUnread } from '../../../rules/expert/flux-health-unread';
import { cluster, cnpg, dependent, objectStore, scheduledBackup, table } from './support';
import { appliedAs, kustomization } from './support/flux';
import { application } from './support/gitops';

const pooler = dependent('Pooler', 'shop-db-rw', { type: 'rw' });
const database = dependent('Database', 'shop', { name: 'shop', owner: 'shop' });
const WAITS = { wait: true };
const expression = (kind: string) => ({ apiVersion: 'postgresql.cnpg.io/v1', kind, current: 'true' });
const leftAlone = {
  ...pooler,
  metadata: { ...pooler.metadata, annotations: { 'kustomize.toolkit.fluxcd.io/ssa': 'ignore' } },
};

table(fluxHealthUnread, [
  ['a Pooler and a Database', [kustomization(WAITS), pooler, database], ['Pooler shop/shop-db-rw, Database shop/shop']],
  ['nobody waits', [kustomization({}), pooler], []],
  [
    'one is asked for by name',
    [
      kustomization({
        healthChecks: [{ apiVersion: 'postgresql.cnpg.io/v1', kind: 'Database', name: 'shop', namespace: 'shop' }],
      }),
      pooler,
      database,
    ],
    ['it waits for Database shop/shop, which'],
  ],
  [
    'expressions for one of two',
    [kustomization({ ...WAITS, healthCheckExprs: [expression('Pooler')] }), pooler, database],
    ['for Database shop/shop, which'],
  ],
  [
    'kinds that Flux reads rightly, or that nothing waits for',
    [
      kustomization(WAITS),
      cluster({}),
      objectStore('backups', 'shop'),
      scheduledBackup({}),
      cnpg('ImageCatalog', 'c', {}),
    ],
    [],
  ],
  ['Flux leaves it alone', [kustomization(WAITS), leftAlone], []],
  ['another Kustomization applies it', [kustomization(WAITS), kustomization({}, 'b'), appliedAs(pooler, 'b')], []],
  ['it is not known which applies it', [kustomization(WAITS), kustomization(WAITS, 'b'), pooler], []],
  ['Argo CD may apply it', [kustomization(WAITS), application({}), pooler], []],
]);
