import { FLUX } from '../../manifests/flux/flux';
import { HELM } from '../../manifests/helm/helm-release-of';
import { type Manifest, type Metadata, record } from '../../manifests/object/manifest';
import { complete } from '../../rules/admission';
import type { Target } from '../../values/cnpg/target';
import { coreDefaults } from './core-defaults';
import { operatorDefaults } from './operator-defaults';

/** What the API server writes into metadata, and what tools store there. */
const SERVER_METADATA = new Set([
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  // Operators add finalizers at run time, and a synced manifest does not remove them.
  'finalizers',
  'generation',
  'managedFields',
  'ownerReferences',
  'resourceVersion',
  'selfLink',
  'uid',
]);
const TOOL_ANNOTATIONS = new Set([
  'argocd.argoproj.io/tracking-id',
  'deployment.kubernetes.io/revision',
  'kubectl.kubernetes.io/last-applied-configuration',
]);

/** Flux labels what it applies with the name of the Kustomization or HelmRelease. */
const TOOL_LABELS = new Set([FLUX, HELM].flatMap((prefix) => [`${prefix}/name`, `${prefix}/namespace`]));

/** The object as the cluster would store it, without its status, its identity and the server's bookkeeping. */
export function normalize(manifest: Manifest, target: Target): Manifest {
  const { status: _, ...content } = operatorDefaults(coreDefaults(complete(manifest, target)));
  const metadata = Object.fromEntries(
    Object.entries(record(content.metadata)).filter(
      ([key]) => !SERVER_METADATA.has(key) && key !== 'name' && key !== 'namespace',
    ),
  );
  const without = (field: unknown, tools: ReadonlySet<string>) =>
    Object.fromEntries(Object.entries(record(field)).filter(([key]) => !tools.has(key)));
  const annotations = without(metadata.annotations, TOOL_ANNOTATIONS);
  return {
    ...content,
    metadata: { ...metadata, annotations, labels: without(metadata.labels, TOOL_LABELS) } as Metadata,
  };
}
