import { selectorNoPods } from '../../../rules/expert/selector-no-pods';
import { cluster, dependent, table } from './support';

const service = (selector: object | undefined, namespace = 'shop') => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'database', namespace },
  spec: { selector, ports: [{ port: 5432 }] },
});
const policy = (podSelector: object) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'policy', namespace: 'shop' },
  spec: { podSelector },
});
const budget = (matchLabels: object) => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: 'budget', namespace: 'shop' },
  spec: { selector: { matchLabels }, maxUnavailable: 1 },
});
const DB = { 'cnpg.io/cluster': 'shop-db' };
const db = cluster({ instances: 1 });
const pool = dependent('Pooler', 'pool', {});
const jobs = { key: 'cnpg.io/jobRole', operator: 'Exists' };

table(selectorNoPods, [
  [
    'another name',
    [db, service({ 'cnpg.io/cluster': 'shop-database' })],
    ['cnpg.io/cluster=shop-database: it selects nothing'],
  ],
  ['a role that is not', [db, service({ ...DB, 'cnpg.io/instanceRole': 'master' })], ['instanceRole=master']],
  [
    'a pooler that is not',
    [db, pool, policy({ matchLabels: { 'cnpg.io/poolerName': 'pooler' } })],
    ['poolerName=pooler'],
  ],
  [
    'labels that never meet',
    [db, pool, policy({ matchLabels: { 'cnpg.io/poolerName': 'pool', 'cnpg.io/podRole': 'instance' } })],
    ['podRole=instance'],
  ],
  [
    'an expression',
    [db, policy({ matchExpressions: [{ key: 'cnpg.io/cluster', operator: 'In', values: ['a', 'b'] }] })],
    ['cnpg.io/cluster In a, b'],
  ],
  ['a budget', [db, budget({ 'cnpg.io/cluster': 'shop' })], ['cnpg.io/cluster=shop']],
  [
    'pods that pg_hba lets in',
    [
      cluster({
        podSelectorRefs: [
          { name: 'pool', selector: { matchLabels: { 'cnpg.io/poolerName': 'pool' } } },
          { name: 'api', selector: { matchLabels: { app: 'api' } } },
          { name: 'gone', selector: { matchLabels: { 'cnpg.io/poolerName': 'gone' } } },
        ],
      }),
      pool,
    ],
    [`no CNPG pod in this namespace has cnpg.io/poolerName=gone: lines with \${podselector:gone} let in nobody`],
  ],
  ['instances', [db, service(DB), budget({ ...DB, 'cnpg.io/podRole': 'instance' })], []],
  ['replicas of one that has none yet', [db, service({ ...DB, 'cnpg.io/instanceRole': 'replica' })], []],
  ['an instance by its number', [db, service({ ...DB, 'cnpg.io/instanceName': 'shop-db-7' })], []],
  ['poolers', [db, pool, policy({ matchLabels: { 'cnpg.io/podRole': 'pooler' } })], []],
  ['jobs', [db, policy({ matchLabels: DB, matchExpressions: [jobs] })], []],
  ['a job of another kind', [db, policy({ matchLabels: { ...DB, 'cnpg.io/jobRole': 'full-recovery' } })], []],
  ['a label of somebody else', [db, service({ ...DB, team: 'a' }), policy({ matchLabels: { app: 'x' } })], []],
  ['all pods', [db, policy({}), service(undefined)], []],
  ['a namespace without clusters', [db, service({ 'cnpg.io/cluster': 'other' }, 'elsewhere')], []],
]);
