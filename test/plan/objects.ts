import type { Manifest } from '../../manifests/object/manifest';
import { type Plan, plan } from '../../plan';
import { DEFAULT_TARGET } from '../../values/cnpg/target';

export const NOW = new Date('2026-03-01T12:00:00Z');

type Fields = Readonly<Record<string, unknown>>;

/** The cluster that the measurements were made with: three instances, updated by switchover. */
export function cluster(spec: Fields = {}, metadata: Fields = {}): Manifest {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name: 'shop-db', namespace: 'shop', ...metadata },
    spec: {
      instances: 3,
      imageName: 'ghcr.io/cloudnative-pg/postgresql:17.6-standard-trixie',
      primaryUpdateMethod: 'switchover',
      storage: { size: '10Gi', storageClass: 'fast' },
      bootstrap: { initdb: { database: 'shop', owner: 'shop' } },
      postgresql: { parameters: { max_connections: '100', shared_buffers: '256MB' } },
      resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } },
      ...spec,
    },
  };
}

export function parameters(values: Readonly<Record<string, string>>): Fields {
  return { postgresql: { parameters: { max_connections: '100', shared_buffers: '256MB', ...values } } };
}

export function object(kind: string, spec: Fields, metadata: Fields = {}): Manifest {
  const groups: Readonly<Record<string, string>> = {
    Application: 'argoproj.io/v1alpha1',
    Deployment: 'apps/v1',
    Namespace: 'v1',
    ObjectStore: 'barmancloud.cnpg.io/v1',
    PersistentVolumeClaim: 'v1',
    Service: 'v1',
  };
  return {
    apiVersion: groups[kind] ?? 'postgresql.cnpg.io/v1',
    kind,
    metadata: { name: 'thing', namespace: 'shop', ...metadata },
    spec,
  };
}

/** A release of CNPG's chart `cluster`. */
export function release(values: Fields, spec: Fields = {}): Manifest {
  return {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'shop', namespace: 'shop' },
    spec: {
      chart: { spec: { chart: 'cluster', version: '0.3.1', sourceRef: { kind: 'HelmRepository', name: 'cnpg' } } },
      values,
      ...spec,
    },
  };
}

export function planOf(
  before: readonly Manifest[],
  after: readonly Manifest[],
  operator: string = DEFAULT_TARGET.operator,
): Plan {
  return plan(before, after, { now: NOW, target: { ...DEFAULT_TARGET, operator } });
}

/** Impacts by path of the only change. */
export function impacts(before: Manifest, after: Manifest): Record<string, string> {
  const { changes } = planOf([before], [after]);
  return Object.fromEntries(changes.flatMap(({ fields }) => fields.map(({ path, impact }) => [path, impact])));
}
