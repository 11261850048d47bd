import { installedBy } from '../../values/cnpg/chart-versions';
import { groupBy } from '../../values/collections/group-by';
import { CLUSTER_CHART, isOfCnpg } from '../helm/cluster-source';
import { Kind } from '../object/kinds';
import { at, groupKindOf, list, type Manifest, record, text, texts } from '../object/manifest';
import type { Index } from '../object/object-index';

const PREFIX = 'argocd.argoproj.io/';

/** The parts of an Application that the rules need. */
export type ApplicationRole = 'operator' | 'plugin' | 'cert-manager' | 'database';

export interface ApplicationSource {
  readonly path: string;
  readonly chart: string | undefined;
  readonly folder: string | undefined;
  readonly targetRevision: unknown;
  readonly values: unknown;
  /** The name of the Helm release. @default - that of the Application */
  readonly release: string | undefined;
  readonly repository: string | undefined;
  /** Options of kustomize; undefined if there are none. */
  readonly kustomize: unknown;
  /** Whether values also come from somewhere else: a text, files, single parameters. */
  readonly hasOtherValues: boolean;
}

const OTHER_VALUES = ['values', 'valueFiles', 'parameters', 'fileParameters'];

/** Names of the charts that install the operator and the Barman Cloud plugin. */
export const OPERATOR_CHART = 'cloudnative-pg';
export const PLUGIN_CHART = 'plugin-barman-cloud';
export const INSTALLING_CHARTS: readonly string[] = [OPERATOR_CHART, PLUGIN_CHART];

const ROLES: ReadonlyMap<string, ApplicationRole> = new Map([
  [OPERATOR_CHART, 'operator'],
  [PLUGIN_CHART, 'plugin'],
  ['cert-manager', 'cert-manager'],
  [CLUSTER_CHART, 'database'],
]);
// An Application does not list what its folder contains, so its name is the only hint.
const DATABASE = /(^|[-/_.])(dbs?|databases?|postgres(ql)?|pg|cnpg)($|[-/_.])/i;

function annotationOf(manifest: Manifest, name: string): string | undefined {
  return text(record(manifest.metadata.annotations)[PREFIX + name]);
}

/** Whether Argo CD applies this object: that is known, it says so itself, or the run contains Applications and nothing of Flux. */
export function usesArgo(manifest: Manifest, index: Index): boolean {
  const applier = index.applierOf(manifest);
  if (applier !== undefined) return applier.engine === 'Argo CD';
  const annotations = Object.keys(record(manifest.metadata.annotations));
  const isOnly = index.all(Kind.APPLICATION).length > 0 && index.all(Kind.FLUX_KUSTOMIZATION).length === 0;
  return isOnly || annotations.some((name) => name.startsWith(PREFIX));
}

/** Whether deleting an Application deletes what it has created. */
export function cascades(application: Manifest): boolean {
  return texts(at(application, 'metadata.finalizers')).some((name) => name.startsWith('resources-finalizer'));
}

/** The sync wave; 0 if none is given. */
export function waveOf(manifest: Manifest): number {
  const wave = annotationOf(manifest, 'sync-wave') ?? '';
  return /^\s*[-+]?\d+\s*$/.test(wave) ? Number(wave) : 0;
}

/** The sync options of an Application, or those in the annotation of any other object. */
export function syncOptionsOf(manifest: Manifest): string[] {
  const own = annotationOf(manifest, 'sync-options')?.split(',') ?? [];
  const options = texts(at(manifest, 'spec.syncPolicy.syncOptions'));
  return [...own, ...options].map((option) => option.trim());
}

/** The sources in the spec of an Application, as they are written. */
export function writtenSources(spec: unknown): Readonly<Record<string, unknown>>[] {
  return [at(spec, 'source'), ...list(at(spec, 'sources'))].map(record);
}

export function sourcesOf(application: Manifest): ApplicationSource[] {
  const several = list(at(application, 'spec.sources')).map((source, index) => ({
    source,
    path: `spec.sources[${index}]`,
  }));
  return [{ source: at(application, 'spec.source'), path: 'spec.source' }, ...several].flatMap(({ source, path }) => {
    if (source === undefined) return [];
    const { chart, path: folder, targetRevision, helm, repoURL, kustomize } = record(source);
    const { valuesObject: values, releaseName } = record(helm);
    const hasOtherValues = OTHER_VALUES.some((field) => record(helm)[field] !== undefined);
    const release = text(releaseName) ?? text(application.metadata.name);
    const where = { path, chart: text(chart), folder: text(folder), repository: text(repoURL), targetRevision };
    return [{ ...where, values, release, hasOtherValues, kustomize }];
  });
}

export function roleOf(application: Manifest): ApplicationRole | undefined {
  const sources = sourcesOf(application);
  const role = sources
    .filter(({ chart, repository, values }) => chart !== CLUSTER_CHART || isClusterChart(repository, values))
    .map(({ chart }) => ROLES.get(chart ?? ''))
    .find((each) => each !== undefined);
  if (role !== undefined) return role;
  const names = [text(application.metadata.name), ...sources.map(({ folder }) => folder)];
  return names.some((name) => name !== undefined && DATABASE.test(name)) ? 'database' : undefined;
}

/** Values that are written as a text are not read here: the address says enough of most. */
function isClusterChart(repository: string | undefined, values: unknown): boolean {
  return repository === undefined || isOfCnpg(repository, values);
}

/** The Applications with a given role, from the whole run. */
export function applicationsOf(role: ApplicationRole, index: Index): readonly Manifest[] {
  return index.derive(applicationsByRole).get(role) ?? [];
}

function applicationsByRole(index: Index): ReadonlyMap<ApplicationRole | undefined, Manifest[]> {
  return groupBy(index.all(Kind.APPLICATION), roleOf);
}

/** An operator that a manifest installs or implies. */
export interface InstalledOperator {
  /** Undefined if the version is that of the target. */
  readonly version: string | undefined;
  readonly path: string;
}

/** The operator that an Application installs. If the run has no such Application, each Cluster implies the operator of the target. */
export function operatorsIn(manifest: Manifest, index: Index): InstalledOperator[] {
  if (groupKindOf(manifest) === Kind.CLUSTER) {
    return applicationsOf('operator', index).length > 0 ? [] : [{ version: undefined, path: 'apiVersion' }];
  }
  return sourcesOf(manifest)
    .filter(({ chart }) => chart === OPERATOR_CHART)
    .map(({ targetRevision, path }) => ({
      version: installedBy(OPERATOR_CHART, text(targetRevision)),
      path: `${path}.targetRevision`,
    }));
}
