import { workloadRotatedEnv } from '../../../rules/expert/workload-rotated-env';
import { deployment, table, withMetadata } from './support';
import { external, ROTATED } from './support/rotation';

const source = (key: string) => ({ name: 'X', valueFrom: { secretKeyRef: { name: 'shop-db-app', key } } });

const volume = { volumes: [{ name: 'v', secret: { secretName: 'shop-db-app' } }] };

const projected = { volumes: [{ name: 'v', projected: { sources: [{ secret: { name: 'shop-db-app' } }] } }] };

const mount = (more: object = {}) => ({ volumeMounts: [{ name: 'v', mountPath: '/x', ...more }] });

const variable = { env: [source('password')] };

const reloader = (name: string, value: string) =>
  withMetadata(deployment(variable), { annotations: { [name]: value } });

const rotated = external({
  ...ROTATED,
  target: { template: { data: { host: 'shop-db-rw', password: '{{ .password }}' } } },
});

table(workloadRotatedEnv, [
  ['a variable', [rotated, deployment(variable)], ['Secret shop-db-app is rotated, but a variable keeps the first']],
  ['all of them', [rotated, deployment({ envFrom: [{ secretRef: { name: 'shop-db-app' } }] })], ['a variable']],
  ['a variable that never changes', [rotated, deployment({ env: [source('host')] })], []],
  ['a volume', [rotated, deployment(mount(), 'shop', volume)], []],
  ['a variable beside a volume', [rotated, deployment({ ...variable, ...mount() }, 'shop', volume)], []],
  ['a variable beside a projected volume', [rotated, deployment({ ...variable, ...mount() }, 'shop', projected)], []],
  [
    'a single file',
    [rotated, deployment(mount({ subPath: 'password' }), 'shop', volume)],
    ['a file mounted by subPath keeps the first'],
  ],
  ['a volume that this container has not', [rotated, deployment(variable, 'shop', volume)], ['a variable']],
  ['Reloader for all', [rotated, reloader('reloader.stakater.com/auto', 'true')], []],
  ['Reloader for this one', [rotated, reloader('secret.reloader.stakater.com/reload', 'x, shop-db-app')], []],
  ['Reloader for another', [rotated, reloader('secret.reloader.stakater.com/reload', 'x')], ['a variable']],
  ['another namespace', [rotated, deployment(variable, 'other')], []],
  ['a Secret that stays', [external({ ...ROTATED, refreshPolicy: 'CreatedOnce' }), deployment(variable)], []],
  ['a Job, which is over before', [rotated, { ...deployment(variable), apiVersion: 'batch/v1', kind: 'Job' }], []],
]);
