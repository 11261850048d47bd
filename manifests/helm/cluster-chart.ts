import { writtenSources } from '../argo/argo';
import { Kind } from '../object/kinds';
import { at, groupKindOf, type Manifest, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import { type ChartBackups, chartBackups } from './chart-backups';
import { CLUSTER_CHART } from './cluster-source';
import { fluxReleaseName } from './flux-release-name';
import { chartNamesOf, type InstalledChart, installedCharts } from './installed-charts';
import { merged } from './merged';
import { isOn, unquoted } from './template-values';

type Values = Readonly<Record<string, unknown>>;

/** What is known of a release of CNPG's chart `cluster` without Helm. */
export interface ChartCluster {
  /** The release, and where its values are. */
  readonly installed: InstalledChart;
  /** The Cluster as far as the values say it by themselves. */
  readonly cluster: Manifest;
  /** Objects of the chart that the Cluster refers to, by name alone. */
  readonly beside: readonly Manifest[];
  /** Everything else that decides what the chart makes: the version, and values that only its templates can read. */
  readonly rest: unknown;
}

/** Values below `cluster` that the chart writes into the spec as they are (`toYaml`). */
const COPIED = [
  'affinity',
  'certificates',
  'env',
  'envFrom',
  'imagePullSecrets',
  'podSecurityContext',
  'resources',
  'securityContext',
  'serviceAccountTemplate',
] as const;
/** Those that it writes without quotes, as it does what is below `storage` and `walStorage`. */
const UNQUOTED = [
  'enablePDB',
  'enableSuperuserAccess',
  'imagePullPolicy',
  'instances',
  'logLevel',
  'primaryUpdateMethod',
  'primaryUpdateStrategy',
  'priorityClassName',
] as const;
const POSTGRESQL = ['ldap', 'parameters', 'pg_hba', 'pg_ident', 'shared_preload_libraries', 'synchronous'] as const;
const READ = new Set<string>([
  ...COPIED,
  ...UNQUOTED,
  ...['additionalLabels', 'annotations', 'imageCatalogRef', 'imageName', 'postgresql', 'roles', 'services'],
  ...['storage', 'superuserSecret', 'walStorage'],
]);
const READ_AT_TOP = new Set(['backups', 'cluster', 'fullnameOverride', 'nameOverride', 'namespaceOverride', 'version']);

/** The chart's own values, the same in all of its versions. Which image it takes by itself is not. */
const DEFAULTS = {
  affinity: { topologyKey: 'topology.kubernetes.io/zone' },
  enablePDB: true,
  enableSuperuserAccess: true,
  instances: 3,
  logLevel: 'info',
  primaryUpdateMethod: 'switchover',
  primaryUpdateStrategy: 'unsupervised',
  storage: { size: '8Gi' },
  walStorage: { enabled: false, size: '1Gi' },
};
/** A variable: nobody judges it. */
export const OWN_IMAGE = `\${IMAGE_OF_THE_CHART}`;

/** Undefined for what installs no chart `cluster`. */
export function chartCluster(release: Manifest, index?: Index): ChartCluster | undefined {
  if (!chartNamesOf(release, index).includes(CLUSTER_CHART)) return undefined;
  const installed = installedCharts(release, index).find(({ chart }) => chart === CLUSTER_CHART);
  if (installed === undefined) return undefined;
  const values = installed.values.value;
  const cluster = record(merged(DEFAULTS, record(values.cluster)));
  const { annotations, additionalLabels } = cluster;
  const name = nameOf(values, release);
  const namespace = text(values.namespaceOverride) || namespaceFor(release);
  const backups = chartBackups(values.backups, name);
  const { postgresql, ...versions } = record(values.version);
  const isPlain = [undefined, 'postgresql'].includes(text(values.type));
  return {
    installed,
    cluster: {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      metadata: {
        name,
        ...given({ namespace, annotations, labels: additionalLabels }),
      },
      spec: { ...specOf(cluster), ...imageOf(cluster, isPlain, postgresql), ...backups.spec },
    },
    beside: backups.store ? [storeIn(namespace, backups.store)] : [],
    rest: {
      ...without(values, READ_AT_TOP),
      backups: backups.rest,
      version: isPlain ? versions : record(values.version),
      cluster: without(record(values.cluster), READ),
      chart: installed.version.value,
      ...(installed.hasOtherValues && {
        valuesFrom: at(release, 'spec.valuesFrom'),
        valuesFiles: at(release, 'spec.chart.spec.valuesFiles'),
        source: at(release, 'spec.source'),
      }),
    },
  };
}

function without(values: Values, keys: ReadonlySet<string>): Values {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !keys.has(key)));
}

function storeIn(namespace: string | undefined, { name, ...head }: NonNullable<ChartBackups['store']>): Manifest {
  return { ...head, metadata: { name, ...given({ namespace }) } };
}

function specOf(cluster: Values): Values {
  const pick = (of: unknown, keys: readonly string[]) =>
    given(Object.fromEntries(keys.map((key) => [key, record(of)[key]])));
  const { enabled, ...wal } = record(cluster.walStorage);
  const { superuserSecret, roles, services } = cluster;
  const secret = text(superuserSecret);
  return {
    ...pick(cluster, COPIED),
    ...written(pick(cluster, UNQUOTED)),
    ...given({
      storage: written(record(cluster.storage)),
      ...(isOn(enabled) && { walStorage: written(wal) }),
      ...(secret && { superuserSecret: { name: secret } }),
      postgresql: pick(cluster.postgresql, POSTGRESQL),
      managed: given({ roles, services }),
    }),
  };
}

function imageOf(cluster: Values, isPlain: boolean, version: unknown): Values {
  const catalog = record(cluster.imageCatalogRef);
  const known = version === undefined ? undefined : String(version);
  if (text(catalog.name)) {
    const major = known === undefined ? {} : { major: Number(known.split('.')[0]) };
    return { imageCatalogRef: { apiGroup: 'postgresql.cnpg.io', ...catalog, ...major } };
  }
  const own = isPlain && known !== undefined ? `ghcr.io/cloudnative-pg/postgresql:${known}` : OWN_IMAGE;
  return { imageName: text(cluster.imageName) || own };
}

function written(values: Values): Values {
  return given(Object.fromEntries(Object.entries(values).map(([key, value]) => [key, unquoted(value)])));
}

/** Without what the chart leaves out: empty texts, maps and lists. */
function given(values: Values): Values {
  const isEmpty = (value: unknown) =>
    value === undefined ||
    value === null ||
    value === '' ||
    (typeof value === 'object' && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)));
}

/** The name of the chart is part of the name, unless the release has it. */
function nameOf({ fullnameOverride, nameOverride }: Values, release: Manifest): string {
  const [own, chart] = [releaseName(release), text(nameOverride) || CLUSTER_CHART];
  const name = text(fullnameOverride) || (own.includes(chart) ? own : `${own}-${chart}`);
  return name.slice(0, 63).replace(/-$/, '');
}

function releaseName(release: Manifest): string {
  if (groupKindOf(release) === Kind.HELM_RELEASE) return fluxReleaseName(release);
  const source = writtenSources(release.spec).find(({ chart }) => chart === CLUSTER_CHART);
  return text(at(source, 'helm.releaseName')) || String(release.metadata.name);
}

function namespaceFor(release: Manifest): string | undefined {
  const path = groupKindOf(release) === Kind.APPLICATION ? 'spec.destination.namespace' : 'spec.targetNamespace';
  return text(at(release, path)) || release.metadata.namespace;
}
