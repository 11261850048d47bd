import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../manifests/object/manifest';
import { admissionEntries, admit, complete } from '../../../rules/admission';
import { DEFAULT_TARGET, type Target } from '../../../values/cnpg/target';
import { cluster, cnpg, errors, rulesOf } from './support';

const service = (ports: unknown) => ({
  managed: {
    services: { additional: [{ selectorType: 'rw', serviceTemplate: { metadata: { name: 'a' }, spec: { ports } } }] },
  },
});

const owned = (reference: object) =>
  cluster({}, { ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'a', uid: 'b', ...reference }] });

describe('the stages of the API server', () => {
  it.each([
    ['unknown-field', cluster({ instance: 3 }), 'spec.instance', 'write instances instead of instance'],
    ['unknown-field', cluster({}, { label: {} }), 'metadata.label', 'write labels instead of label'],
    ['metadata-type', cluster({}, { labels: { a: true } }), 'metadata.labels.a', 'put what you wrote in quotes'],
    ['metadata-name', cluster({}, { name: 'A' }), 'metadata.name', 'rename the object'],
    ['metadata-labels', cluster({}, { labels: { a: 'b c' } }), 'metadata.labels', 'use an annotation for free text'],
    ['metadata-finalizers', cluster({}, { finalizers: ['a b'] }), 'metadata.finalizers', undefined],
    ['metadata-owners', owned({ apiVersion: 'a/b/c' }), 'metadata.ownerReferences.apiVersion', undefined],
    ['metadata-owners', owned({ apiVersion: 'apps/' }), 'metadata.ownerReferences.apiVersion', undefined],
    ['metadata-owners', owned({ apiVersion: '/v1', kind: 'Event' }), 'metadata.ownerReferences', undefined],
    [
      'go-decode',
      cluster({ resources: { requests: { memory: '1Gi\n' } } }),
      'spec.resources.requests.memory',
      undefined,
    ],
    ['metadata-resource-version', cluster({}, { resourceVersion: '7' }), 'metadata.resourceVersion', undefined],
    ['schema-type', cluster({ instances: '3' }), 'spec.instances', 'write a value of type integer'],
    [
      'schema-type',
      cluster({ postgresql: { parameters: { max_connections: 100 } } }),
      'spec.postgresql.parameters.max_connections',
      'put what you wrote in quotes',
    ],
    ['schema-enum', cluster({ logLevel: 'loud' }), 'spec.logLevel', undefined],
    ['schema-range', cluster({ instances: 0 }), 'spec.instances', 'make it at least 1'],
    ['schema-range', cluster({ instances: 2 ** 31 }), 'spec.instances', undefined],
    ['schema-pattern', cluster({ backup: { retentionPolicy: '30' } }), 'spec.backup.retentionPolicy', undefined],
    ['schema-length', cluster({ bootstrap: { pg_basebackup: {} } }), 'spec.bootstrap.pg_basebackup.source', undefined],
    ['schema-required', cnpg('Pooler', { spec: { pgbouncer: undefined } }), 'spec.pgbouncer', 'add pgbouncer'],
    [
      'schema-duplicate',
      cluster(service([{ port: 1 }, { port: 1 }])),
      'spec.managed.services.additional[0].serviceTemplate.spec.ports[1]',
      undefined,
    ],
    ['go-decode', cluster({ monitoring: { metricsQueriesTTL: '1d' } }), 'spec.monitoring.metricsQueriesTTL', undefined],
    [
      'go-decode',
      cluster({ managed: { roles: [{ name: 'a', validUntil: '2026' }] } }),
      'spec.managed.roles[0].validUntil',
      undefined,
    ],
    [
      'go-decode',
      cluster(service([{ port: 2 ** 40 }])),
      'spec.managed.services.additional[0].serviceTemplate.spec.ports[0].port',
      undefined,
    ],
    [
      'schema-cel',
      cluster({
        imageName: 'a:17',
        imageCatalogRef: { apiGroup: 'postgresql.cnpg.io', kind: 'ImageCatalog', name: 'c', major: 17 },
      }),
      'spec',
      undefined,
    ],
  ])('%s', (rule, manifest, path, fix) => {
    const found = errors(manifest).filter((finding) => finding.rule === rule);
    expect(found.map((finding) => finding.path)).toContain(path);
    if (fix !== undefined) expect(found.map((finding) => finding.fix)).toContain(fix);
  });

  it('fills zero values before it looks for required fields', () => {
    expect(errors(cnpg('Database', { spec: { name: undefined, owner: undefined } }))).toEqual([]);
    expect(errors(cluster({ managed: { roles: [{}] } }))).toEqual([]);
    expect(complete(cluster({ managed: { roles: [{}] } }))).toMatchObject({
      spec: { managed: { roles: [{ name: '' }] } },
    });
  });

  it('turns pointers that are left out into null, which the schema refuses', () => {
    const [finding] = errors(cluster({ imageCatalogRef: { kind: 'ImageCatalog', name: 'c', major: 17 } }));
    expect(finding).toMatchObject({ rule: 'schema-type', path: 'spec.imageCatalogRef.apiGroup' });
  });

  it('asks no later stage when one has refused', () => {
    expect(rulesOf(admit(cluster({ instance: 3, storage: { size: '10GB' }, logLevel: 'x' })))).toEqual([
      'unknown-field',
    ]);
    expect(rulesOf(admit(cluster({ storage: { size: '10GB' }, logLevel: 'x' })))).toEqual(['schema-enum']);
  });

  it('says when nothing could be checked', () => {
    const manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: {} };
    expect(admit(manifest)).toEqual([expect.objectContaining({ rule: 'schema-unknown-kind', severity: 'info' })]);
    expect(complete(manifest)).toEqual(manifest);
  });

  const store = {
    apiVersion: 'barmancloud.cnpg.io/v1',
    kind: 'ObjectStore',
    metadata: { name: 'a', namespace: 'shop' },
    spec: { configuration: { destinationPath: 's3://a' } },
  };
  const ofTarget = (manifest: Manifest, target: Partial<Target>) =>
    admit(manifest, { target: { ...DEFAULT_TARGET, ...target } }).filter(({ rule }) => rule === 'target-schema');

  it.each([
    [cluster(), { operator: '1.28.2' }, 'CloudNativePG 1.28.0 and 1.28.4; the target is 1.28.2'],
    [cluster(), { operator: '1.28.5' }, 'CloudNativePG 1.28.4 and 1.29.2; the target is 1.28.5'],
    [cluster(), { operator: '1.29.0' }, 'CloudNativePG 1.29.2 and 1.28.0; the target is 1.29.0'],
    [store, { plugin: '0.12.0' }, 'the Barman Cloud plugin 0.11.0 and 0.14.0; the target is 0.12.0'],
    [
      cluster({ a: 1, b: 2 }),
      { operator: '1.31.0-rc1' },
      'CloudNativePG 1.30.0, the newest known here; the target is 1.31.0-rc1',
    ],
    [cluster(), { operator: '1.27.1' }, 'CloudNativePG 1.28.0, the oldest known here; the target is 1.27.1'],
  ])('says once by which schemas it judges a target that has none: %#', (manifest, target, versions) => {
    expect(ofTarget(manifest, target)).toEqual([
      expect.objectContaining({
        ...{ rule: 'target-schema', layer: 'admission', severity: 'info', path: null, fix: null },
        message: expect.stringContaining(`judged by the schemas of ${versions}`),
      }),
    ]);
  });

  it.each([
    ['the default target', cluster(), {}],
    ['the default target of the plugin', store, {}],
    ['a release with schemas', cluster(), { operator: '1.28.4' }],
    ['the same, written otherwise', cluster(), { operator: 'v1.28' }],
    ['another plugin, of a Cluster', cluster(), { plugin: '0.12.0', kubernetes: '1.35' }],
    ['another operator, of an ObjectStore', store, { operator: '1.29.0', kubernetes: '1.35' }],
  ])('says nothing of schemas for %s', (_, manifest, target) => {
    expect(ofTarget(manifest, target)).toEqual([]);
  });

  it.each([
    ['disabled', ['validation-disabled'], 'Cluster'],
    ['off', ['validation-annotation', 'cluster-storage-size'], 'Cluster'],
    ['enabled', ['cluster-storage-size'], 'Cluster'],
    ['disabled', ['scheduled-backup-schedule'], 'ScheduledBackup'],
  ])('takes cnpg.io/validation: %s as %j for a %3$s', (value, rules, kind) => {
    const spec = kind === 'Cluster' ? { storage: { size: 'x' } } : { schedule: 'x' };
    expect(rulesOf(admit(cnpg(kind, { spec, metadata: { annotations: { 'cnpg.io/validation': value } } })))).toEqual(
      rules,
    );
  });

  it('lists every rule that it names, once', () => {
    const ids = admissionEntries().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('schema-cel');
  });
});
