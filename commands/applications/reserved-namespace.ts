import { ARGO_NAMESPACE } from '../../constructs/gitops/argo-application';
import type { Application, Platform } from '../../constructs/index';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, type Manifest, text } from '../../manifests/object/manifest';
import { FLUX_NAMESPACE, isSystemNamespace } from '../../values/kubernetes/system-namespaces';
import { manifestsOf } from './application-tree';

/** Where Argo CD and Flux run; a cluster may have both. */
const ENGINES: Readonly<Record<string, string>> = { [ARGO_NAMESPACE]: 'Argo CD', [FLUX_NAMESPACE]: 'Flux' };

/** Whose a namespace is if no application may have it for itself, as the end of a sentence; undefined for any other. */
export function reservedNamespace(
  namespace: string,
  platform: Platform | undefined,
  applications: readonly Application[],
): string | undefined {
  if (isSystemNamespace(namespace)) return "is Kubernetes' own";
  const engine = Object.hasOwn(ENGINES, namespace) ? ENGINES[namespace] : undefined;
  if (engine !== undefined) return `is that of ${engine}`;
  const isOfPlatform = platform !== undefined && namespacesOf(platform, applications).includes(namespace);
  return isOfPlatform ? `is one of the platform ${platform.name}` : undefined;
}

/** The namespaces of what a platform runs beside its applications: its operators, its monitoring, its ingress. */
function namespacesOf({ name, network }: Platform, applications: readonly Application[]): string[] {
  const { monitoring = [], ingress = [] } = network ?? {};
  const own = applications.filter((each) => each.name === name).flatMap(manifestsOf);
  return [...own.flatMap(placesOf), ...[...monitoring, ...ingress].map(({ namespace }) => namespace)];
}

/** Where an object is, and where the chart that it installs goes. */
function placesOf(manifest: Manifest): string[] {
  const isChart = text(at(manifest, 'spec.source.chart')) !== undefined;
  const release = groupKindOf(manifest) === Kind.HELM_RELEASE ? at(manifest, 'spec.targetNamespace') : undefined;
  const chart = isChart ? at(manifest, 'spec.destination.namespace') : undefined;
  return [manifest.metadata.namespace, text(release), text(chart)].filter((place) => place !== undefined);
}
