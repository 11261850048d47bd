import { argoApplicationFinalizer } from '../../../rules/expert/argo-application-finalizer';
import { argoApplicationPrune } from '../../../rules/expert/argo-application-prune';
import { argoApplicationSet } from '../../../rules/expert/argo-application-set';
import { argoChartFloating } from '../../../rules/expert/argo-chart-floating';
import { argoChartTarget } from '../../../rules/expert/argo-chart-target';
import { argoDatabaseSync } from '../../../rules/expert/argo-database-sync';
import { argoHook } from '../../../rules/expert/argo-hook';
import { argoIgnoreDifferences } from '../../../rules/expert/argo-ignore-differences';
import { argoMutationWebhook } from '../../../rules/expert/argo-mutation-webhook';
import { argoPluginMissing } from '../../../rules/expert/argo-plugin-missing';
import { argoPluginNamespace } from '../../../rules/expert/argo-plugin-namespace';
import { argoProjectDefault } from '../../../rules/expert/argo-project-default';
import { argoReplace } from '../../../rules/expert/argo-replace';
import { argoServerSideApply } from '../../../rules/expert/argo-server-side-apply';
import { argoSyncWindowFields } from '../../../rules/expert/argo-sync-window-fields';
import { argoWaveClusterLast } from '../../../rules/expert/argo-wave-cluster-last';
import { argoWaveObjectStore } from '../../../rules/expert/argo-wave-object-store';
import { emptyField } from '../../../rules/expert/empty-field';
import { instanceLabel } from '../../../rules/expert/instance-label';
import { operatorEndOfLife } from '../../../rules/expert/operator-end-of-life';
import { operatorVulnerability } from '../../../rules/expert/operator-vulnerability';
import {
  application,
  archived,
  cluster,
  deployment,
  objectStore,
  scheduledBackup,
  table,
  withMetadata,
} from './support';

const annotated = <Manifest extends { metadata: object }>(manifest: Manifest, annotations: Record<string, string>) =>
  withMetadata(manifest, { annotations });
const wave = <Manifest extends { metadata: object }>(manifest: Manifest, number: string) =>
  annotated(manifest, { 'argocd.argoproj.io/sync-wave': number });
const chart = (name: string, spec: Record<string, unknown> = {}, source: Record<string, unknown> = {}) =>
  application(name, { source: { chart: name, targetRevision: '0.27.0', ...source }, ...spec });
const database = (syncPolicy: object, name = 'shop-database', path = 'dist/shop') =>
  application(name, { source: { path }, syncPolicy });
const options = (...syncOptions: string[]) => ({ syncPolicy: { syncOptions } });
const operator = chart('cloudnative-pg');

table(argoHook, [
  ['of Helm', [annotated(objectStore('b', 'shop'), { 'helm.sh/hook': 'pre-install' })], ['as a hook (pre-install)']],
  ['of Argo CD', [annotated(cluster({}), { 'argocd.argoproj.io/hook': 'PreSync' })], ['as a hook (PreSync)']],
  ['none', [wave(cluster({}), '0')], []],
]);

table(argoReplace, [
  [
    'of an object',
    [annotated(cluster({}), { 'argocd.argoproj.io/sync-options': 'Prune=false, Force=true' })],
    ['Force=true: a sync may delete this Cluster'],
  ],
  ['of a database', [database({ syncOptions: ['Replace=true'] })], ['Replace=true']],
  ['of something else', [application('web', { source: { path: 'web' }, ...options('Replace=true') })], []],
  ['other options', [database({ syncOptions: ['ServerSideApply=true', 'Replace=false'] })], []],
]);

table(argoWaveObjectStore, [
  [
    'after the Cluster',
    [wave(archived(), '0'), wave(objectStore('backups', 'shop'), '1')],
    ['in wave 1, after this Cluster'],
  ],
  ['with it', [wave(archived(), '0'), objectStore('backups', 'shop')], ['in wave 0, together with']],
  ['before it', [archived(), wave(objectStore('backups', 'shop'), '-1'), application('a', {})], []],
  ['no Argo CD', [archived(), objectStore('backups', 'shop')], []],
]);

table(argoWaveClusterLast, [
  [
    'a schedule behind it',
    [cluster({}), wave(scheduledBackup({}), '1'), application('a', {})],
    ['ScheduledBackup daily is in wave 1'],
  ],
  ['the API behind it', [wave(cluster({}), '0'), wave(deployment({}), '2')], ['Deployment api is in wave 2']],
  [
    'all in one wave',
    [wave(cluster({}), '2'), wave(scheduledBackup({}), '2'), wave(objectStore('b', 'shop'), '-1')],
    [],
  ],
  ['another namespace', [wave(cluster({}), '0'), wave(deployment({}, 'api'), '2')], []],
  ['no wave that can be read', [wave(cluster({}), 'first'), wave(scheduledBackup({}), '0')], []],
]);

table(argoApplicationPrune, [
  ['a database', [database({ automated: { prune: true } })], ['prune: true on a database']],
  ['by its folder', [database({ automated: { prune: true } }, 'shop', 'dist/shop/postgres')], ['on a database']],
  [
    'the operator, empty',
    [chart('cloudnative-pg', { syncPolicy: { automated: { allowEmpty: true } } })],
    ['allowEmpty: true on the operator'],
  ],
  ['the application', [database({ automated: { prune: true } }, 'shop-api', 'dist/shop/api')], []],
  ['none', [database({ automated: { prune: false, selfHeal: true } })], []],
]);

const FINALIZER = 'resources-finalizer.argocd.argoproj.io';
table(argoApplicationFinalizer, [
  ['a database', [withMetadata(database({}), { finalizers: ['x', FINALIZER] })], ['deletes the database too']],
  [
    'the plugin, in the background',
    [withMetadata(chart('plugin-barman-cloud'), { finalizers: [`${FINALIZER}/background`] })],
    ['the plugin and its CRDs'],
  ],
  ['the application', [withMetadata(database({}, 'api', 'api'), { finalizers: [FINALIZER] })], []],
  ['none', [database({})], []],
]);

const set = (name: string, syncPolicy?: object) => ({
  ...application(name, { template: { spec: { source: { path: '{{path}}' } } }, ...(syncPolicy && { syncPolicy }) }),
  kind: 'ApplicationSet',
});
table(argoApplicationSet, [
  ['of databases', [set('databases')], ['together with its database']],
  ['that keeps them', [set('databases', { preserveResourcesOnDeletion: true })], []],
  ['of something else', [set('previews')], []],
]);

table(argoServerSideApply, [
  ['the operator without', [operator], ['too large for client-side apply']],
  ['with', [chart('cloudnative-pg', options('ServerSideApply=true'))], []],
  ['without its CRDs', [chart('cloudnative-pg', {}, { helm: { valuesObject: { crds: { create: false } } } })], []],
  ['another chart', [chart('plugin-barman-cloud')], []],
]);

table(argoDatabaseSync, [
  ['nothing', [database({})], ['without retry', 'without server-side apply']],
  ['both', [database({ syncOptions: ['ServerSideApply=true'], retry: { limit: 5 } })], []],
  ['the application', [database({}, 'api', 'api')], []],
]);

const compared = (manifest: ReturnType<typeof database>, options: string) =>
  annotated(manifest, { 'argocd.argoproj.io/compare-options': options });
table(argoMutationWebhook, [
  ['a database', [compared(database({}), 'IncludeMutationWebhook=true')], ['stay differences']],
  ['turned off', [compared(database({}), 'ServerSideDiff=true, IncludeMutationWebhook=false')], []],
  ['the application', [compared(database({}, 'api', 'api'), 'IncludeMutationWebhook=true')], []],
  ['nothing said', [database({})], []],
]);

const ignoring = (difference: object, name = 'shop-database', path = 'dist/shop') =>
  application(name, {
    source: { path },
    ignoreDifferences: [{ group: 'postgresql.cnpg.io', kind: 'Cluster', ...difference }],
  });
table(argoIgnoreDifferences, [
  [
    'what git owns',
    [
      ignoring({
        jsonPointers: ['/spec/imageName', '/metadata/labels'],
        jqPathExpressions: ['.spec.bootstrap.initdb'],
      }),
    ],
    ['/spec/imageName and .spec.bootstrap.initdb of a Cluster'],
  ],
  ['all of it', [ignoring({ group: '*', kind: '*', jsonPointers: ['/spec'] })], ['/spec of a Cluster']],
  ['a field that only begins alike', [ignoring({ jsonPointers: ['/spec/imageNames'] })], []],
  ['another kind', [ignoring({ group: 'apps', kind: 'Deployment', jsonPointers: ['/spec'] })], []],
  ['what others own', [ignoring({ managedFieldsManagers: ['kubectl-cnpg'] })], []],
  ['in another application', [ignoring({ jsonPointers: ['/spec'] }, 'web', 'web')], []],
]);

table(argoProjectDefault, [
  [
    'a database',
    [application('shop-db', { project: 'default', source: { path: 'x' } })],
    ['project "default" may write'],
  ],
  ['the application', [application('web', { project: 'default', source: { path: 'x' } })], []],
  ['one of its own', [application('shop-db', { project: 'shop-db', source: { path: 'x' } })], []],
]);

const windows = (...schedules: unknown[]) => ({
  ...application('shop', { syncWindows: schedules.map((schedule) => ({ kind: 'deny', schedule, duration: '1h' })) }),
  kind: 'AppProject',
});
table(argoSyncWindowFields, [
  ['six and one', [windows('0 0 8 * * *', '0 8 * * *', '@daily')], ['has 6 fields', '"@daily" has one field']],
  ['five', [windows('0 8 * * 1-5', '30  22 * * *')], []],
  ['none', [windows(undefined)], []],
]);

const into = (name: string, namespace: string) => chart(name, { destination: { namespace } });
table(argoPluginNamespace, [
  [
    'another one',
    [into('cloudnative-pg', 'cnpg-system'), into('plugin-barman-cloud', 'barman')],
    [
      'the plugin is installed into "barman", but the operator looks for plugins only in its own namespace, cnpg-system',
    ],
  ],
  ['the same', [into('cloudnative-pg', 'cnpg-system'), into('plugin-barman-cloud', 'cnpg-system')], []],
  ['no operator', [into('plugin-barman-cloud', 'barman')], []],
]);

table(argoPluginMissing, [
  ['no plugin', [operator, archived()], ['Cluster shop-db uses the Barman Cloud plugin']],
  ['no cert-manager', [operator, chart('plugin-barman-cloud'), archived()], ['needs cert-manager']],
  ['all', [operator, chart('plugin-barman-cloud'), chart('cert-manager'), archived()], []],
  ['nobody needs it', [operator, cluster({})], []],
  ['an operator of somewhere else', [archived()], []],
]);

const revision = (targetRevision: unknown) => [chart('cloudnative-pg', {}, { targetRevision })];
table(argoChartFloating, [
  [
    'ranges',
    ['*', '0.27.x', '^0.27.0', '>=0.27.0', '0.27', undefined].flatMap(revision),
    Array(6).fill('installs the newest version of cloudnative-pg'),
  ],
  ['versions', ['0.27.0', 'v1.21.1', '1.0.0-rc.1'].flatMap(revision), []],
  ['a branch of a repository', [database({})], []],
]);

const tagged = (tag: string) => chart('cloudnative-pg', {}, { helm: { valuesObject: { image: { tag } } } });
table(argoChartTarget, [
  [
    'another operator',
    [operator],
    ['chart 0.27.0 installs operator 1.28.0, but the target is 1.28.1'],
    { target: { operator: '1.28.1' } },
  ],
  [
    'another plugin',
    [chart('plugin-barman-cloud', {}, { targetRevision: '0.6.0' })],
    ['installs plugin 0.12.0, but the target is 0.11.0'],
  ],
  ['the pair', [operator, chart('plugin-barman-cloud', {}, { targetRevision: 'v0.5.0' })], []],
  ['an unknown chart', revision('0.99.0'), []],
  ['another image', [tagged('1.28.4')], ['image 1.28.4 on a chart of 1.28.0']],
  ['the same image', [tagged('v1.28.0')], []],
]);

table(emptyField, [
  [
    'two',
    [cluster({ postgresql: { pg_hba: [] }, bootstrap: { initdb: { owner: 'x' } }, plugins: [] })],
    ['spec.postgresql.pg_hba (and spec.plugins) is empty'],
  ],
  ['none', [cluster({ postgresql: { parameters: {} }, plugins: [{}] })], []],
]);

table(instanceLabel, [
  [
    'it',
    [withMetadata(cluster({}), { labels: { 'app.kubernetes.io/instance': 'x' } })],
    ['app.kubernetes.io/instance is the label'],
  ],
  ['another', [withMetadata(cluster({}), { labels: { 'app.kubernetes.io/name': 'x' } })], []],
]);

table(operatorEndOfLife, [
  ['the target, before', [cluster({})], [], { now: '2026-06-30' }],
  [
    'the target, after',
    [cluster({})],
    ['the targeted CloudNativePG 1.28.0 has had no fixes since 2026-06-30'],
    { now: '2026-07-01' },
  ],
  ['a maintained target', [cluster({})], [], { target: { operator: '1.30.0' } }],
  ['an Application that says it', [cluster({}), operator], ['chart 0.27.0 installs CloudNativePG 1.28']],
]);

const CVES = ['has CVE-2026-44477 (a database user'];
table(operatorVulnerability, [
  ['the target', [cluster({})], CVES],
  ['1.28.3', [cluster({})], ['has CVE-2026-55765'], { target: { operator: '1.28.3' } }],
  ['1.28.4', [cluster({})], [], { target: { operator: '1.28.4' } }],
  [
    'an Application, once for all',
    [cluster({}), cluster({}, 'b'), operator],
    ['CloudNativePG 1.28.0 has CVE-2026-44477'],
  ],
  ['a chart of another version than the target', revision('0.29.0'), []],
  ['an unknown chart, for which the target counts', revision('0.28.x'), ['CloudNativePG 1.28.0 has']],
]);
