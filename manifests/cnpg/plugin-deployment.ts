import { PLUGIN_CHART, sourcesOf } from '../argo/argo';
import { fluxReleaseName } from '../helm/flux-release-name';
import { namespacedName } from '../object/identity';
import { Kind } from '../object/kinds';
import { at, groupKindOf, list, type Manifest, record, text, texts } from '../object/manifest';
import type { Index } from '../object/object-index';
import { fromKustomize, isPluginRepository } from './plugin-kustomize';
import { chartLabels, type Redundancy, redundancyOf } from './redundancy';

/** How a manifest runs the Barman Cloud plugin. */
export interface PluginDeployment extends Redundancy {
  /** Where its fields are: `spec.source.helm.valuesObject`, or `spec` of a Deployment. */
  readonly path: string;
  readonly fields: { readonly replicas: string; readonly args: string; readonly spread: string };
  /** Only the leader serves gRPC, although all pods count as ready. */
  readonly electsLeader: boolean;
  /** `Application argocd/plugin-barman-cloud`. */
  readonly source: string;
  /** What of the manifest is not understood, such as a patch of another form. @default - nothing */
  readonly unread?: string;
}

const VALUES = { replicas: 'replicaCount', args: 'additionalArgs', spread: 'topologySpreadConstraints' };
const DEPLOYMENT = {
  replicas: 'replicas',
  args: 'template.spec.containers',
  spread: 'template.spec.topologySpreadConstraints',
};
const KUSTOMIZE = { replicas: 'replicas', args: 'patches', spread: 'patches' };
const IMAGE = /(^|\/)plugin-barman-cloud([:@]|$)/;

/** Kinds that can install the plugin. */
export const PLUGIN_INSTALLERS = [Kind.APPLICATION, Kind.HELM_RELEASE, Kind.DEPLOYMENT] as const;

/**
 * The plugin as run by an Application of its chart or of its repository's kustomization, a HelmRelease or a Deployment; undefined for other
 * objects, and if values are defined elsewhere.
 */
export function pluginDeploymentOf(manifest: Manifest): PluginDeployment | undefined {
  switch (groupKindOf(manifest)) {
    case Kind.APPLICATION:
      return fromApplication(manifest);
    case Kind.HELM_RELEASE:
      return fromHelmRelease(manifest);
    case Kind.DEPLOYMENT:
      return fromDeployment(manifest);
    default:
      return undefined;
  }
}

/** The first one in a run. */
export function pluginDeploymentIn(index: Index): PluginDeployment | undefined {
  return index.derive(firstPlugin);
}

function firstPlugin(index: Index): PluginDeployment | undefined {
  const installers = PLUGIN_INSTALLERS.flatMap((kind) => index.all(kind));
  return installers.map(pluginDeploymentOf).find((each) => each !== undefined);
}

function fromApplication(application: Manifest): PluginDeployment | undefined {
  const sources = sourcesOf(application);
  const folder = sources.find(({ repository }) => isPluginRepository(repository));
  if (folder !== undefined) {
    const { deployment, unread } = fromKustomize(folder.kustomize);
    const found = fromPod(application, deployment, `${folder.path}.kustomize`, KUSTOMIZE);
    return { ...found, ...(unread !== undefined && { unread }) };
  }
  const source = sources.find(({ chart }) => chart === PLUGIN_CHART);
  if (source === undefined || source.hasOtherValues) return undefined;
  return fromValues(application, source.values, `${source.path}.helm.valuesObject`, source.release);
}

function fromHelmRelease(release: Manifest): PluginDeployment | undefined {
  if (text(at(release, 'spec.chart.spec.chart')) !== PLUGIN_CHART) return undefined;
  if (at(release, 'spec.valuesFrom') !== undefined || at(release, 'spec.chart.spec.valuesFiles') !== undefined) {
    return undefined;
  }
  return fromValues(release, at(release, 'spec.values'), 'spec.values', fluxReleaseName(release));
}

/** The chart passes `--leader-elect`, and `additionalArgs` after it. The last one wins. */
function fromValues(manifest: Manifest, values: unknown, path: string, release: string | undefined): PluginDeployment {
  const labels = chartLabels(text(at(values, 'nameOverride')) ?? PLUGIN_CHART, release);
  return {
    ...redundancyOf(at(values, 'replicaCount'), values, labels),
    path,
    fields: VALUES,
    electsLeader: electsLeader(['--leader-elect', ...texts(at(values, 'additionalArgs'))]),
    source: sourceOf(manifest),
  };
}

function fromDeployment(deployment: Manifest): PluginDeployment | undefined {
  const isPlugin = containersOf(deployment).some(({ image }) => IMAGE.test(text(image) ?? ''));
  return isPlugin ? fromPod(deployment, deployment, 'spec', DEPLOYMENT) : undefined;
}

function fromPod(
  installer: Manifest,
  deployment: unknown,
  path: string,
  fields: PluginDeployment['fields'],
): PluginDeployment {
  const container = containersOf(deployment).find(({ image }) => IMAGE.test(text(image) ?? ''));
  return {
    ...redundancyOf(
      at(deployment, 'spec.replicas'),
      at(deployment, 'spec.template.spec'),
      labelsOf(at(deployment, 'spec.template.metadata.labels')),
    ),
    path,
    fields,
    electsLeader: electsLeader([...texts(container?.command), ...texts(container?.args)]),
    source: sourceOf(installer),
  };
}

function containersOf(deployment: unknown): Readonly<Record<string, unknown>>[] {
  return list(at(deployment, 'spec.template.spec.containers')).map(record);
}

function labelsOf(given: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(record(given)).map(([key, value]) => [key, text(value) ?? '']));
}

function electsLeader(args: readonly string[]): boolean {
  const last = args.filter((arg) => /^--leader-elect(=|$)/.test(arg)).at(-1);
  return last !== undefined && !/=(false|f|0)$/i.test(last);
}

function sourceOf(manifest: Manifest): string {
  return `${manifest.kind} ${namespacedName(manifest)}`;
}
