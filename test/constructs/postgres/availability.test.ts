import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PostgresClusterProps } from '../../../constructs/index';
import { cluster, specOf } from '../support/cluster';
import { at, only, refused, render } from '../support/render';

const zones = {
  maxSkew: 1,
  topologyKey: 'topology.kubernetes.io/zone',
  whenUnsatisfiable: 'ScheduleAnyway',
  labelSelector: { matchLabels: { 'cnpg.io/cluster': 'orders-db', 'cnpg.io/podRole': 'instance' } },
};
const hosts = { enablePodAntiAffinity: true, topologyKey: 'kubernetes.io/hostname', podAntiAffinityType: 'required' };

describe('what follows from the number of instances', () => {
  it.each([
    [1, { enablePDB: false, synchronous: undefined, affinity: undefined, spread: undefined }],
    [
      2,
      {
        enablePDB: true,
        synchronous: { method: 'any', number: 1, dataDurability: 'preferred', failoverQuorum: false },
        affinity: hosts,
        spread: [zones],
      },
    ],
    [
      3,
      {
        enablePDB: true,
        synchronous: { method: 'any', number: 1, dataDurability: 'required', failoverQuorum: true },
        affinity: hosts,
        spread: [zones],
      },
    ],
  ])('%i', (instances, expected) => {
    const spec = specOf({ instances });
    expect({
      enablePDB: at(spec, 'enablePDB'),
      synchronous: at(spec, 'postgresql.synchronous'),
      affinity: at(spec, 'affinity'),
      spread: at(spec, 'topologySpreadConstraints'),
    }).toEqual(expected);
  });

  it('is admitted for any number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), (instances) => {
        expect(refused(render((folder) => cluster(folder, { instances })))).toEqual([]);
      }),
    );
  });
});

describe('what is given instead', () => {
  it.each<[string, Partial<PostgresClusterProps>, string, unknown]>([
    ['no synchronous replication', { synchronous: false }, 'postgresql.synchronous', undefined],
    ['no spread', { spread: false }, 'topologySpreadConstraints', undefined],
    // Left out, CNPG would still prefer different nodes.
    ['no anti-affinity', { antiAffinity: false }, 'affinity', { enablePodAntiAffinity: false }],
    ['a budget for one instance', { instances: 1, enablePDB: true }, 'enablePDB', true],
    ['no budget', { enablePDB: false }, 'enablePDB', false],
    [
      'nodes',
      { spread: { across: 'node', required: false } },
      'topologySpreadConstraints.0.topologyKey',
      'kubernetes.io/hostname',
    ],
    [
      'required',
      { spread: { across: 'zone', required: true } },
      'topologySpreadConstraints.0.whenUnsatisfiable',
      'DoNotSchedule',
    ],
    ['a topology key', { antiAffinity: { topologyKey: 'rack', type: 'preferred' } }, 'affinity.topologyKey', 'rack'],
    [
      'synchronous defaults',
      { synchronous: { method: 'any', number: 1 } },
      'postgresql.synchronous',
      { method: 'any', number: 1, dataDurability: 'required', failoverQuorum: true },
    ],
    [
      'preferred durability',
      { synchronous: { method: 'any', number: 1, dataDurability: 'preferred' } },
      'postgresql.synchronous.failoverQuorum',
      false,
    ],
    [
      'no quorum that outside standbys could fill alone',
      { synchronous: { method: 'any', number: 1, standbyNamesPre: ['a'] } },
      'postgresql.synchronous.failoverQuorum',
      false,
    ],
    [
      'standbys outside the cluster',
      {
        synchronous: {
          method: 'first',
          number: 2,
          failoverQuorum: false,
          standbyNamesPre: ['a'],
          standbyNamesPost: ['b'],
          maxStandbyNamesFromCluster: 1,
        },
      },
      'postgresql.synchronous',
      {
        method: 'first',
        number: 2,
        dataDurability: 'required',
        failoverQuorum: false,
        standbyNamesPre: ['a'],
        standbyNamesPost: ['b'],
        maxStandbyNamesFromCluster: 1,
      },
    ],
  ])('%s', (_, props, path, expected) => {
    const manifests = render((folder) => cluster(folder, { instances: 3, ...props }));
    expect(at(only(manifests, 'Cluster'), `spec.${path}`)).toEqual(expected);
    expect(refused(manifests)).toEqual([]);
  });
});
