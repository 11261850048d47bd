import { Kind } from '../../manifests/object/kinds';
import type { GroupKind } from '../../manifests/object/manifest';

/** Kinds without a namespace that are found beside databases. */
const CLUSTER_SCOPED = new Set<GroupKind>([
  Kind.CLUSTER_IMAGE_CATALOG,
  Kind.CLUSTER_ISSUER,
  Kind.NAMESPACE,
  'PersistentVolume',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'external-secrets.io/ClusterSecretStore',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'scheduling.k8s.io/PriorityClass',
  'snapshot.storage.k8s.io/VolumeSnapshotClass',
  'storage.k8s.io/StorageClass',
]);

export function isClusterScopedKind(kind: GroupKind): boolean {
  return CLUSTER_SCOPED.has(kind);
}
