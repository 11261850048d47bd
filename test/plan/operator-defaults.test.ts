import { expect, test } from 'vitest';
import { plan } from '../../plan';

const cluster = (spec: object) => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata: { name: 'shop-db', namespace: 'shop' },
  spec: { instances: 3, imageName: 'ghcr.io/cloudnative-pg/postgresql:17.7', storage: { size: '1Gi' }, ...spec },
});
const plugin = (parameters: object) => ({
  plugins: [
    {
      name: 'barman-cloud.cloudnative-pg.io',
      isWALArchiver: true,
      parameters: { barmanObjectName: 's', ...parameters },
    },
  ],
});
const changes = (before: object, after: object) =>
  plan([cluster(before)], [cluster(after)], { now: new Date(0) }).changes.flatMap(({ fields }) =>
    fields.map(({ path }) => path),
  );

test.each<[string, object, object]>([
  ['anti-affinity', {}, { affinity: { enablePodAntiAffinity: true, topologyKey: 'kubernetes.io/hostname' } }],
  ['the server name of an archive', plugin({}), plugin({ serverName: 'shop-db' })],
])('%s that the operator takes for said is no change when it is said', (_, before, after) => {
  expect(changes(before, after)).toEqual([]);
});

test.each<[string, object, object, string]>([
  ['another topology', {}, { affinity: { topologyKey: 'zone' } }, 'spec.affinity.topologyKey'],
  ['no anti-affinity', {}, { affinity: { enablePodAntiAffinity: false } }, 'spec.affinity.enablePodAntiAffinity'],
  [
    'another server name',
    plugin({}),
    plugin({ serverName: 'other' }),
    'spec.plugins[name=barman-cloud.cloudnative-pg.io].parameters.serverName',
  ],
])('%s is a change', (_, before, after, path) => {
  expect(changes(before, after)).toContain(path);
});
