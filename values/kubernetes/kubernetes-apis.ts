import type { TableSource } from '../declarations/table-source';

export const KUBERNETES_APIS_SOURCE: TableSource = {
  table: 'kinds that Kubernetes serves and has removed',
  sources: [
    'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
    'API servers of Kubernetes 1.34 and 1.36 (npm run test:apiserver)',
  ],
  checked: '2026-11-28',
};

/** The newest minor of Kubernetes that the table is of. A later one may serve more. */
export const NEWEST_KUBERNETES = 36;

/** The kinds that Kubernetes serves by itself, by apiVersion: as 1.36 says, whose answer test/apiserver compares. */
export const SERVED_KINDS: Readonly<Record<string, string>> = {
  'admissionregistration.k8s.io/v1':
    'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding MutatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/v1': 'CustomResourceDefinition',
  'apiregistration.k8s.io/v1': 'APIService',
  'apps/v1': 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet',
  'authentication.k8s.io/v1': 'SelfSubjectReview TokenReview',
  'authorization.k8s.io/v1':
    'LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview',
  'autoscaling/v1': 'HorizontalPodAutoscaler',
  'autoscaling/v2': 'HorizontalPodAutoscaler',
  'batch/v1': 'CronJob Job',
  'certificates.k8s.io/v1': 'CertificateSigningRequest',
  'coordination.k8s.io/v1': 'Lease',
  'discovery.k8s.io/v1': 'EndpointSlice',
  'events.k8s.io/v1': 'Event',
  'flowcontrol.apiserver.k8s.io/v1': 'FlowSchema PriorityLevelConfiguration',
  'networking.k8s.io/v1': 'IPAddress Ingress IngressClass NetworkPolicy ServiceCIDR',
  'node.k8s.io/v1': 'RuntimeClass',
  'policy/v1': 'PodDisruptionBudget',
  'rbac.authorization.k8s.io/v1': 'ClusterRole ClusterRoleBinding Role RoleBinding',
  'resource.k8s.io/v1': 'DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice',
  'scheduling.k8s.io/v1': 'PriorityClass',
  'storage.k8s.io/v1': 'CSIDriver CSINode CSIStorageCapacity StorageClass VolumeAttachment VolumeAttributesClass',
  v1: 'Binding ComponentStatus ConfigMap Endpoints Event LimitRange Namespace Node PersistentVolume PersistentVolumeClaim Pod PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount',
};

/** Earlier versions of what has become stable, which a server serves where it is told to (`--runtime-config`). */
export const OPTIONAL_KINDS: Readonly<Record<string, string>> = {
  'admissionregistration.k8s.io/v1alpha1':
    'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/v1beta1':
    'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding',
  'networking.k8s.io/v1alpha1': 'IPAddress ServiceCIDR',
  'networking.k8s.io/v1beta1': 'IPAddress ServiceCIDR',
  'resource.k8s.io/v1alpha3': 'DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice',
  'resource.k8s.io/v1beta1': 'DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice',
  'resource.k8s.io/v1beta2': 'DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice',
  'storage.k8s.io/v1alpha1': 'VolumeAttributesClass',
  'storage.k8s.io/v1beta1': 'VolumeAttributesClass',
};

/** Kinds of the table above that a maintained server may lack, and the minor that serves them first. */
export const ADDED_KINDS: readonly (readonly [apiVersion: string, minor: number, kinds: string])[] = [
  ['admissionregistration.k8s.io/v1', 36, 'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding'],
];

/** Kinds that Kubernetes has taken away, and the minor from which on they are gone. */
export const REMOVED_KINDS: readonly (readonly [apiVersion: string, minor: number, kinds: string])[] = [
  ['extensions/v1beta1', 16, 'DaemonSet Deployment NetworkPolicy PodSecurityPolicy ReplicaSet'],
  ['extensions/v1beta1', 22, 'Ingress'],
  ['apps/v1beta1', 16, 'ControllerRevision Deployment StatefulSet'],
  ['apps/v1beta2', 16, 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet'],
  ['batch/v2alpha1', 21, 'CronJob'],
  ['batch/v1beta1', 25, 'CronJob'],
  ['policy/v1beta1', 25, 'PodDisruptionBudget PodSecurityPolicy'],
  ['autoscaling/v2beta1', 25, 'HorizontalPodAutoscaler'],
  ['autoscaling/v2beta2', 26, 'HorizontalPodAutoscaler'],
  ['networking.k8s.io/v1beta1', 22, 'Ingress IngressClass'],
  ['rbac.authorization.k8s.io/v1alpha1', 22, 'ClusterRole ClusterRoleBinding Role RoleBinding'],
  ['rbac.authorization.k8s.io/v1beta1', 22, 'ClusterRole ClusterRoleBinding Role RoleBinding'],
  ['apiextensions.k8s.io/v1beta1', 22, 'CustomResourceDefinition'],
  ['apiregistration.k8s.io/v1beta1', 22, 'APIService'],
  ['admissionregistration.k8s.io/v1beta1', 22, 'MutatingWebhookConfiguration ValidatingWebhookConfiguration'],
  ['authentication.k8s.io/v1beta1', 22, 'TokenReview'],
  [
    'authorization.k8s.io/v1beta1',
    22,
    'LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview',
  ],
  ['certificates.k8s.io/v1beta1', 22, 'CertificateSigningRequest'],
  ['coordination.k8s.io/v1beta1', 22, 'Lease'],
  ['scheduling.k8s.io/v1alpha1', 22, 'PriorityClass'],
  ['scheduling.k8s.io/v1beta1', 22, 'PriorityClass'],
  ['storage.k8s.io/v1beta1', 22, 'CSIDriver CSINode StorageClass VolumeAttachment'],
  ['storage.k8s.io/v1beta1', 27, 'CSIStorageCapacity'],
  ['discovery.k8s.io/v1beta1', 25, 'EndpointSlice'],
  ['events.k8s.io/v1beta1', 25, 'Event'],
  ['node.k8s.io/v1beta1', 25, 'RuntimeClass'],
  ['flowcontrol.apiserver.k8s.io/v1beta1', 26, 'FlowSchema PriorityLevelConfiguration'],
  ['flowcontrol.apiserver.k8s.io/v1beta2', 29, 'FlowSchema PriorityLevelConfiguration'],
  ['flowcontrol.apiserver.k8s.io/v1beta3', 32, 'FlowSchema PriorityLevelConfiguration'],
];
