import { type ApiObject, type ApiObjectMetadata, Chart, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { dns1123SubdomainProblem } from '../../values/kubernetes/names';
import type { Keys } from '../../values/text/keys';
import { gitOpsOf } from '../gitops/gitops';
import { gitOpsAnnotations, SYNC_OPTIONS_ANNOTATION, type SyncBehaviour } from '../gitops/protection';
import { checkName, InputError } from './input-error';

/** Props that all objects share. */
export interface ObjectProps {
  /**
   * Name of the Kubernetes object, its identity forever: a construct path is never one, so moving code never renames a database.
   */
  readonly name: string;

  /**
   * Namespace of the object.
   * @default - the namespace of the chart
   */
  readonly namespace?: string;

  /**
   * Labels of the object.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;

  /**
   * Annotations of the object, beside those by which Argo CD or Flux protects and orders it.
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Props of objects without a namespace to choose: cluster-scoped ones, and those that are always in the namespace of what they refer to. */
export type PlacedObjectProps = Omit<ObjectProps, 'namespace'>;

/** Keys of {@link PlacedObjectProps}. */
export const PLACED_KEYS: Keys<PlacedObjectProps> = { name: true, labels: true, annotations: true };
/** Keys of {@link ObjectProps}. */
export const OBJECT_KEYS: Keys<ObjectProps> = { ...PLACED_KEYS, namespace: true };

/** The namespace that an object will be in; manifests name it always, since `kubectl apply` and Argo CD guess differently. */
export function namespaceFor(scope: Construct, given: string | undefined): string {
  const namespace = given ?? Chart.of(scope).namespace;
  if (namespace === undefined) {
    throw new InputError(scope, 'no namespace; give `namespace` to the chart or to this object');
  }
  return namespace;
}

/** Metadata of an object, with the annotations of what applies it. */
export function objectMetadata(
  scope: Construct,
  props: ObjectProps,
  sync: SyncBehaviour = {},
): ApiObjectMetadata & { readonly name: string; readonly namespace: string } {
  return { ...clusterScopedMetadata(scope, props, sync), namespace: namespaceFor(scope, props.namespace) };
}

/** The same for an object of a cluster-scoped kind. */
export function clusterScopedMetadata(
  scope: Construct,
  props: PlacedObjectProps,
  sync: SyncBehaviour = {},
): ApiObjectMetadata & { readonly name: string } {
  checkName(scope, 'name', props.name, dns1123SubdomainProblem);
  const annotations = withGiven(scope, gitOpsAnnotations(gitOpsOf(scope), sync), props.annotations ?? {});
  return {
    name: props.name,
    ...(props.labels && { labels: { ...props.labels } }),
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
}

const CLUSTER_SCOPED = new WeakSet<ApiObject>();

/** Whether an object is in no namespace. */
export function hasNoNamespace(object: ApiObject): boolean {
  return CLUSTER_SCOPED.has(object);
}

/** Takes back the namespace that cdk8s gives to every object of a chart that has one: cluster-scoped kinds are in none. */
export function withoutNamespace(object: ApiObject): void {
  CLUSTER_SCOPED.add(object);
  if (object.metadata.namespace !== undefined) object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
}

/** Sync options are one annotation with several values: one of the user's must not drop the protection. */
function withGiven(
  scope: Construct,
  made: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const merged: Record<string, string> = { ...made, ...given };
  for (const [key, own] of Object.entries(made)) {
    const theirs = given[key];
    if (theirs === undefined) continue;
    const names = own.split(',').map(optionName);
    const twice = theirs
      .split(',')
      .map(optionName)
      .find((name) => names.includes(name));
    if (key !== SYNC_OPTIONS_ANNOTATION || twice !== undefined) {
      throw new InputError(
        scope,
        `annotation ${key}: "${theirs}" contradicts "${own}", which the construct sets; use \`protection\` or \`wave\` instead`,
      );
    }
    merged[key] = `${own},${theirs}`;
  }
  return merged;
}

function optionName(option: string): string {
  return option.trim().split('=')[0] ?? option;
}
