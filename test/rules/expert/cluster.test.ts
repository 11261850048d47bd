import { describe, expect, it } from 'vitest';
import { imageFloating } from '../../../rules/expert/image-floating';
import { memoryWorkMem } from '../../../rules/expert/memory-work-mem';
import { objectStoreMissing } from '../../../rules/expert/object-store-missing';
import { pluginWalArchiver } from '../../../rules/expert/plugin-wal-archiver';
import { podMonitorName } from '../../../rules/expert/pod-monitor-name';
import { BARMAN, cluster, cnpg, objectStore, verdicts } from './support';

describe('plugin-wal-archiver', () => {
  it('names the plugin that archives nothing', () => {
    const plugins = [{ name: 'other' }, { name: BARMAN, isWALArchiver: false }];
    expect(verdicts(pluginWalArchiver, [cluster({ plugins })])).toEqual([
      expect.objectContaining({ path: 'spec.plugins[1].isWALArchiver', fix: 'set isWALArchiver: true' }),
    ]);
  });

  it.each([[[]], [[{ name: BARMAN, enabled: false }]], [[{ name: 'other' }]]])('takes %j', (plugins) => {
    expect(verdicts(pluginWalArchiver, [cluster({ plugins })])).toEqual([]);
  });
});

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

describe('pod-monitor-name', () => {
  const monitor = (name: string, namespace = 'shop') => ({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name, namespace },
  });

  it.each([
    ['1.28.0', 1],
    ['1.27.3', 1],
    ['1.28.1', 0],
    ['1.30.0', 0],
  ])('with operator %s finds %i', (operator, count) => {
    expect(verdicts(podMonitorName, [cluster({}), monitor('shop-db')], { target: { operator } })).toHaveLength(count);
  });

  it('takes the name of a cluster in another namespace', () => {
    expect(verdicts(podMonitorName, [cluster({}), monitor('shop-db', 'other')])).toEqual([]);
  });
});

describe('image-floating', () => {
  it.each(['ghcr.io/cloudnative-pg/postgresql:17', 'postgresql:17-standard-trixie', 'registry:5000/postgresql:18'])(
    'warns of %s',
    (imageName) => {
      expect(verdicts(imageFloating, [cluster({ imageName })])).toEqual([
        expect.objectContaining({
          path: 'spec.imageName',
          message: expect.stringContaining(`"${imageName}" names no minor version`),
        }),
      ]);
    },
  );

  it('warns of a cluster without an image', () => {
    expect(verdicts(imageFloating, [cluster({})])).toEqual([
      expect.objectContaining({ message: expect.stringContaining('imageName is missing') }),
    ]);
  });

  it('looks into catalogs', () => {
    const images = [
      { major: 16, image: 'postgresql:16.9' },
      { major: 17, image: 'postgresql:17' },
    ];
    expect(verdicts(imageFloating, [cnpg('ImageCatalog', 'catalog', { images })])).toEqual([
      expect.objectContaining({ path: 'spec.images[1].image' }),
    ]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['an exact minor', { imageName: 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie' }],
    ['a digest', { imageName: `postgresql:17@sha256:${'a'.repeat(64)}` }],
    ['what the webhook refuses', { imageName: 'postgresql:latest' }],
    ['a beta, of which another rule warns', { imageName: 'registry:5000/postgresql:18beta1' }],
    ['a catalog', { imageCatalogRef: { kind: 'ImageCatalog', name: 'c', major: 17 } }],
  ])('takes %s', (_, spec) => {
    expect(verdicts(imageFloating, [cluster(spec)])).toEqual([]);
  });
});

describe('memory-work-mem', () => {
  const spec = (memory: string | undefined, parameters: Record<string, unknown>) => ({
    resources: { limits: { memory } },
    postgresql: { parameters },
  });
  const RECORDED = { max_connections: '200', shared_buffers: '2GB', work_mem: '64MB', maintenance_work_mem: '512MB' };

  it('prints the sum', () => {
    expect(verdicts(memoryWorkMem, [cluster(spec('8Gi', RECORDED))])).toEqual([
      {
        path: 'spec.postgresql.parameters.work_mem',
        message:
          '200 connections × 64 MiB work_mem + 2048 MiB shared_buffers + 3 workers × 512 MiB maintenance_work_mem = 16384 MiB, above the limit of 8192 MiB',
        fix: 'set work_mem to at most 23MB, lower max_connections behind a Pooler, or raise the limit',
      },
    ]);
  });

  it.each<[string, string | undefined, Record<string, unknown>, number]>([
    ['the largest work_mem that it names as a fix', '8Gi', { ...RECORDED, work_mem: '23MB' }, 0],
    ['one more', '8Gi', { ...RECORDED, work_mem: '24MB' }, 1],
    ['no limit', undefined, RECORDED, 0],
    ["PostgreSQL's defaults (720 MiB) in 720Mi", '720Mi', {}, 0],
    ["PostgreSQL's defaults in 719Mi", '719Mi', {}, 1],
    [
      'numbers in the own units of the parameters',
      '1Gi',
      { work_mem: '4096', shared_buffers: '16384', maintenance_work_mem: '65536' },
      0,
    ],
    ['a value that cannot be read', '1Gi', { ...RECORDED, work_mem: '64Mi' }, 0],
    ['a number of connections that cannot be read', '1Gi', { ...RECORDED, max_connections: 'many' }, 0],
  ])('judges %s', (_, memory, parameters, count) => {
    expect(verdicts(memoryWorkMem, [cluster(spec(memory, parameters))])).toHaveLength(count);
  });

  it('does not propose a work_mem where shared_buffers alone is too large', () => {
    expect(verdicts(memoryWorkMem, [cluster(spec('1Gi', RECORDED))])[0]?.fix).toBe(
      'lower shared_buffers, lower max_connections behind a Pooler, or raise the limit',
    );
  });
});
