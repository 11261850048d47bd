import { OPERATOR_CHART, PLUGIN_CHART } from '../../manifests/argo/argo';
import { clustersReadingSecret, isReadAtStart, namingConfigMap } from '../../manifests/cnpg/named-by-clusters';
import { isSame } from '../../manifests/flux/flux';
import { chartNamesOf } from '../../manifests/helm/installed-charts';
import { identityOf } from '../../manifests/object/identity';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, list, type Manifest, namespaceOf, record, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { OPERATOR_CONFIG } from '../../values/cnpg/operator-options';
import { groupBy } from '../../values/collections/group-by';
import { APPLYING_KINDS, clustersAppliedBy } from './applied-clusters';
import type { Verdict } from './change';
import { namesOf } from './object-names';
import { makesSecret, secretOf } from './secret-makers';
import { isOfUsedKind, usedText } from './used-by-clusters';

type Sides = { readonly before: Index; readonly after: Index };

/** Kinds that no database reads, and that apply none: what watches, what is reached, and what runs beside it. */
const APART = new Set<string>([
  ...[Kind.POD_MONITOR, Kind.PROMETHEUS_RULE, Kind.SERVICE_MONITOR],
  ...[Kind.CRON_JOB, Kind.DAEMON_SET, Kind.DEPLOYMENT, Kind.JOB, Kind.POD, Kind.STATEFUL_SET],
  'autoscaling/HorizontalPodAutoscaler',
  'gateway.networking.k8s.io/HTTPRoute',
  'grafana.integreatly.org/GrafanaDashboard',
  'networking.k8s.io/Ingress',
]);

/** Flux's sources of what is applied. */
const SOURCES = ['GitRepository', 'OCIRepository', 'HelmRepository', 'Bucket', 'HelmChart', 'ExternalArtifact'];
const OF_FLUX = 'source.toolkit.fluxcd.io/';

/**
 * What a field does of which neither a table nor a transition says it. That no database depends on an object is said only where it is
 * known.
 */
export function otherwise(manifest: Manifest, { before, after }: Sides): Verdict {
  const reason = dependence(manifest, after) ?? dependence(manifest, before) ?? independence(manifest, after);
  return { impact: 'none', reason };
}

/** What another content of a Secret does, given in the object that makes it; undefined where no database is known to read it. */
export function otherSecret(maker: Manifest, { before, after }: Sides): Verdict | undefined {
  const { namespace } = maker.metadata;
  const secret: Manifest = {
    ...SECRET,
    metadata: { ...(namespace !== undefined && { namespace }), name: secretOf(maker) },
  };
  const values = ofValues(secret, after) ?? ofValues(secret, before);
  if (values !== undefined) return { impact: 'unknown', reason: `${values}: what these are cannot be read here` };
  const [place, name] = [namespaceOf(secret), String(secret.metadata.name)];
  const clusters = clustersReadingSecret(place, name, after);
  if (clusters.length > 0 && isReadAtStart(place, name, after)) {
    const reason = `${namesOf(clusters)}, a pooler or a store of it reads Secret ${name} into variables of the environment: a container that runs keeps the old values until it starts anew`;
    return { impact: 'none', reason };
  }
  if (maker.kind === secret.kind || clusters.length === 0) return undefined;
  return {
    impact: 'reload',
    reason: `Secret ${name} is written again, and ${namesOf(clusters)} reads it`,
  };
}

const SECRET = { apiVersion: 'v1', kind: 'Secret' } as const;

/** The same for an object that goes. */
export function removedOtherwise(manifest: Manifest, { before, after }: Sides): Verdict {
  const [is, was] = [dependence(manifest, after), dependence(manifest, before)];
  const reason = is ?? (was === undefined ? independence(manifest, before) : `before this change: ${was}`);
  return { impact: 'none', reason: `the object is deleted; ${reason}` };
}

/** What is said of an object on which nothing of the run is known to depend. */
const INDEPENDENT = {
  apart: 'no database depends on it',
  content: 'no Cluster of this change names it',
  secret: 'no Cluster of this change names its Secret',
  applier: 'no Cluster of this change is applied by it',
  unread: 'what it applies is not among what was read here',
  used: 'no Cluster of this change uses it',
  other: 'what depends on it is not known here',
} as const;

/** Whether a reason says no more than that nothing of a run depends on an object: another run may know more. */
export function isIndependence(reason: string): boolean {
  return Object.values(INDEPENDENT).some((each) => reason.endsWith(each));
}

function independence(manifest: Manifest, index: Index): string {
  const kind = groupKindOf(manifest);
  if (APART.has(kind)) return INDEPENDENT.apart;
  if (kind === Kind.CONFIG_MAP || kind === Kind.SECRET) return INDEPENDENT.content;
  if (makesSecret(kind)) return INDEPENDENT.secret;
  if (kind === Kind.APPLICATION_SET) {
    return 'Argo CD makes Applications of it: what they apply is planned where they could be followed';
  }
  if (APPLYING_KINDS.includes(kind)) {
    // Charts of which nothing has changed are not rendered, and other repositories are not read.
    const isSeen = index.appliers.some((each) => isSame(each, manifest));
    return isSeen ? INDEPENDENT.applier : INDEPENDENT.unread;
  }
  return isOfUsedKind(manifest) ? INDEPENDENT.used : INDEPENDENT.other;
}

/** Who depends on an object, as a sentence; undefined if nothing of the run is known to. */
function dependence(manifest: Manifest, index: Index): string | undefined {
  const kind = groupKindOf(manifest);
  const charts = chartNamesOf(manifest, index);
  if (charts.includes(OPERATOR_CHART)) return 'it installs the operator, on which every database depends';
  if (charts.includes(PLUGIN_CHART)) return 'it installs the Barman Cloud plugin, by which databases archive';
  if (APPLYING_KINDS.includes(kind)) return appliedText(manifest, index);
  if (kind === Kind.CONFIG_MAP || kind === Kind.SECRET) return ofValues(manifest, index) ?? ofReaders(manifest, index);
  if (kind === Kind.APP_PROJECT) return throughAppliers(applicationsOf(manifest, index), index, 'is of this project');
  if (kind.startsWith(OF_FLUX) && SOURCES.includes(manifest.kind)) {
    return throughAppliers(readersOf(manifest, index), index, 'takes from it what it applies');
  }
  if (!makesSecret(kind)) return usedText(manifest, index);
  const secret = secretOf(manifest);
  const clusters = clustersReadingSecret(namespaceOf(manifest), secret, index);
  return clusters.length === 0 ? undefined : `${namesOf(clusters)} reads its Secret ${secret}`;
}

/** What an Application, a Kustomization or a release applies of databases, as a sentence. */
export function appliedText(applier: Manifest, index: Index): string | undefined {
  const clusters = clustersAppliedBy(applier, index);
  return clusters.length === 0 ? undefined : `it applies ${namesOf(clusters)}: what changes of that is said there`;
}

function ofReaders(manifest: Manifest, index: Index): string | undefined {
  const [namespace, name] = [namespaceOf(manifest), String(manifest.metadata.name)];
  if (manifest.kind === 'ConfigMap' && name === OPERATOR_CONFIG) return 'the operator of all databases reads it';
  const find = manifest.kind === 'ConfigMap' ? namingConfigMap : clustersReadingSecret;
  const byKind = [...groupBy(find(namespace, name, index), ({ kind }) => kind).values()];
  return byKind.length === 0 ? undefined : byKind.map((found) => `${namesOf(found)} names it`).join(', ');
}

/** A release that takes values from it, and a Kustomization that fills in variables. */
function ofValues(manifest: Manifest, index: Index): string | undefined {
  const { kind, metadata } = manifest;
  const takes = (path: string) => (each: Manifest) =>
    (metadata.namespace === undefined || namespaceOf(each) === namespaceOf(manifest)) &&
    list(at(each, path)).some((one) => record(one).kind === kind && record(one).name === metadata.name);
  const releases = index.all(Kind.HELM_RELEASE).filter(takes('spec.valuesFrom'));
  const kustomizations = index.all(Kind.FLUX_KUSTOMIZATION).filter(takes('spec.postBuild.substituteFrom'));
  return (
    throughAppliers(releases, index, 'takes values from it') ??
    throughAppliers(kustomizations, index, 'takes variables from it')
  );
}

function throughAppliers(appliers: readonly Manifest[], index: Index, what: string): string | undefined {
  const found = appliers.flatMap((applier) => {
    const clusters = clustersAppliedBy(applier, index);
    return clusters.length === 0 ? [] : [{ applier, clusters }];
  });
  if (found.length === 0) return undefined;
  const clusters = [...new Set(found.flatMap((each) => each.clusters))];
  return `${namesOf(found.map(({ applier }) => applier))} ${what}, and applies ${namesOf(clusters)}`;
}

function applicationsOf(project: Manifest, index: Index): Manifest[] {
  // An ApplicationSet makes Applications that no file has.
  const all = [...index.all(Kind.APPLICATION), ...index.all(Kind.APPLICATION_SET), ...index.appliers];
  const projectOf = (each: Manifest) => at(each, 'spec.project') ?? at(each, 'spec.template.spec.project');
  const own = all.filter((each) => projectOf(each) === project.metadata.name);
  return [...new Map(own.map((each) => [identityOf(each), each])).values()];
}

const SOURCE_REFERENCES = ['spec.sourceRef', 'spec.chart.spec.sourceRef', 'spec.chartRef'];

/** The Kustomizations and HelmReleases that take what they apply from one of Flux's sources. */
export function readersOf({ kind, metadata }: Manifest, index: Index): Manifest[] {
  const isNamed = (applier: Manifest) =>
    SOURCE_REFERENCES.some((path) => {
      const reference = record(at(applier, path));
      if (reference.kind !== kind || reference.name !== metadata.name) return false;
      const place = text(reference.namespace) ?? applier.metadata.namespace;
      return place === undefined || place === metadata.namespace;
    });
  return [Kind.FLUX_KUSTOMIZATION, Kind.HELM_RELEASE].flatMap((each) => index.all(each)).filter(isNamed);
}
