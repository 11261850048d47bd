import { identityOf, manifestName } from '../../manifests/object/identity';
import { Kind } from '../../manifests/object/kinds';
import {
  at,
  type GroupKind,
  groupKindOf,
  isKustomization,
  list,
  type Manifest,
  record,
  text,
} from '../../manifests/object/manifest';
import { isSystemNamespace } from '../../values/kubernetes/system-namespaces';
import { UsageError } from '../cli/usage-error';
import { ADOPTED_KINDS } from './adopted-model';
import { isClusterScopedKind } from './cluster-scoped';

/** What is not in the application, and why. */
export interface Left {
  /** `Secret shop/shop-db-app`, or a file. */
  readonly object: string;
  /** A sentence without a full stop. */
  readonly says: string;
}

/** What is adopted of what was given. */
export interface Selection {
  readonly namespace: string;
  /** Objects of the application, each once. */
  readonly objects: readonly Manifest[];
  readonly left: readonly Left[];
}

/** Kinds that accompany a database and stay as they are: no construct makes them alone, or none makes them from what they say. */
const CARRIED = new Set<GroupKind>([
  Kind.CONFIG_MAP,
  Kind.DATABASE_ROLE,
  Kind.EXTERNAL_SECRET,
  Kind.NETWORK_POLICY,
  Kind.PASSWORD_GENERATOR,
  Kind.PROMETHEUS_RULE,
  Kind.CERTIFICATE,
  Kind.ISSUER,
  Kind.SEALED_SECRET,
  Kind.SERVICE_MONITOR,
]);

const REASONS: ReadonlyMap<GroupKind, string> = new Map<GroupKind, string>([
  [Kind.SECRET, 'it stays where it is: a password in git is a password of everybody who reads it (docs/secrets.md)'],
  [Kind.NAMESPACE, 'the platform makes the namespace of each application'],
  [Kind.BACKUP, 'it stays where it is: a Backup in git runs again whenever it is created again'],
]);

/**
 * Chooses the objects of one application: those of one namespace. The others are named, none is passed over.
 * @param unread - what of the sources could not be read: where there is nothing, it may be there
 * @throws UsageError where nothing says which namespace it is, and where there is nothing of CNPG in it
 */
export function selectObjects(
  given: readonly Manifest[],
  wanted: string | undefined,
  unread: readonly Left[] = [],
): Selection {
  if (!given.some((manifest) => ADOPTED_KINDS.has(groupKindOf(manifest)))) {
    throw new UsageError(`there is no object of CloudNativePG to adopt${lines(unread)}`);
  }
  const left: Left[] = [];
  const leave = (manifest: Manifest, says: string) => left.push({ object: manifestName(manifest), says });
  const named = given.filter((manifest) => !isKustomization(manifest) && text(manifest.metadata.name) !== undefined);
  for (const manifest of given) {
    if (!named.includes(manifest))
      leave(manifest, 'it has no name: it is for kustomize or for kubectl create, not an object');
  }
  const namespace = wanted ?? namespaceAmong(named);
  const chosen = new Map<string, Manifest>();
  for (const manifest of named) {
    const reason = reasonToLeave(manifest, namespace);
    if (reason !== undefined) {
      leave(manifest, reason);
      continue;
    }
    const placed = { ...manifest, metadata: { ...manifest.metadata, namespace } };
    if (chosen.has(identityOf(placed))) leave(manifest, 'it is given twice: the last one counts, as for kubectl apply');
    chosen.set(identityOf(placed), placed);
  }
  const objects = [...chosen.values()];
  if (!objects.some((manifest) => ADOPTED_KINDS.has(groupKindOf(manifest)))) {
    throw new UsageError(`there is no object of CloudNativePG of namespace "${namespace}" to adopt${lines(left)}`);
  }
  return { namespace, objects, left };
}

function lines(left: readonly Left[]): string {
  return left.map(({ object, says }) => `\n  ${object}: ${says}`).join('');
}

function namespaceAmong(manifests: readonly Manifest[]): string {
  const own = manifests.filter((manifest) => ADOPTED_KINDS.has(groupKindOf(manifest)));
  const clusters = own.filter((manifest) => groupKindOf(manifest) === Kind.CLUSTER);
  const found = new Set((clusters.length > 0 ? clusters : own).flatMap(({ metadata }) => metadata.namespace ?? []));
  const [only, ...others] = [...found].sort();
  if (only === undefined) {
    throw new UsageError(
      'no object names its namespace: add --namespace with the one in which it runs; in another one Argo CD would make a second, empty database',
    );
  }
  if (others.length === 0) return only;
  throw new UsageError(
    `there are databases in the namespaces ${[only, ...others].join(', ')}, and an application is one of them: call adopt once for each, with --namespace and --name`,
  );
}

function reasonToLeave(manifest: Manifest, namespace: string): string | undefined {
  const kind = groupKindOf(manifest);
  if (isClusterScopedKind(kind)) {
    return (
      REASONS.get(kind) ?? 'it is in no namespace and may serve other databases too: it stays where it is applied now'
    );
  }
  const own = manifest.metadata.namespace;
  if (own !== undefined && own !== namespace)
    return `it is in namespace ${own}: adopt it as an application of its own, with --namespace ${own}`;
  const owner = list(manifest.metadata.ownerReferences)
    .map(record)
    .find(({ controller }) => controller === true);
  if (owner !== undefined) return `${owner.kind} ${owner.name} makes it`;
  const reason = REASONS.get(kind);
  if (reason !== undefined) return reason;
  if (ADOPTED_KINDS.has(kind) || CARRIED.has(kind)) return undefined;
  return 'its kind is no part of a database here: it stays where it is applied now';
}

/** What is known of an adopted object that nothing in its manifest can say. */
export function remarksOn(manifest: Manifest): Left[] {
  const { annotations, labels } = manifest.metadata;
  const hook = text(record(annotations)['helm.sh/hook']);
  const release =
    text(record(annotations)['meta.helm.sh/release-name']) ?? text(record(labels)['app.kubernetes.io/instance']);
  const isHelms = record(labels)['app.kubernetes.io/managed-by'] === 'Helm';
  const object = manifestName(manifest);
  return [
    ...(hook === undefined
      ? []
      : [
          {
            object,
            says: `Helm makes it as a hook (${hook}), and makes it anew at every upgrade: under Argo CD the annotation helm.sh/hook is read as a hook of its own, so that it is left out`,
          },
        ]),
    ...(isHelms && hook === undefined
      ? [
          {
            object,
            says: `${release ? `Helm's release ${release}` : 'a release of Helm'} still has it, and helm uninstall would delete it: annotate the live object with helm.sh/resource-policy: keep, apply from here, then forget the release`,
          },
        ]
      : []),
    ...(at(manifest, 'metadata.deletionTimestamp') === undefined ? [] : [{ object, says: 'it is being deleted' }]),
  ];
}

/** What the platform makes of the namespace, which may hold more than this application. */
export function namespaceRemark(namespace: string): Left {
  return {
    object: `Namespace ${namespace}`,
    says: isSystemNamespace(namespace)
      ? "it is Kubernetes' own: the platform does not declare it"
      : 'the platform declares it now, with the labels of the Pod Security level restricted: what else runs in it and does not fit is refused when its pods are made again',
  };
}
