import { describe, expect, it } from 'vitest';
import { admit } from '../../../rules/admission';
import { DEFAULT_TARGET } from '../../../values/cnpg/target';

function found(apiVersion: string, kind: string, kubernetes = DEFAULT_TARGET.kubernetes) {
  const manifest = { apiVersion, kind, metadata: { name: 'a' } };
  return admit(manifest, { target: { ...DEFAULT_TARGET, kubernetes } }).filter(
    ({ rule }) => rule.startsWith('api-version') || rule === 'schema-unknown-kind',
  );
}

describe('an apiVersion that no server has', () => {
  it.each([
    ['postgresql.cnpg.io/v1beta1', 'Cluster', 'apiVersion', 'write postgresql.cnpg.io/v1'],
    ['postgresql.cnpg.io/v2', 'Poolr', 'apiVersion', 'write postgresql.cnpg.io/v1'],
    ['barmancloud.cnpg.io/v1beta1', 'ObjectStore', 'apiVersion', 'write barmancloud.cnpg.io/v1'],
    ['apps/v1beta1', 'Deployment', 'apiVersion', 'write apps/v1'],
    ['extensions/v1beta1', 'Ingress', 'apiVersion', 'write networking.k8s.io/v1'],
    ['batch/v1beta1', 'CronJob', 'apiVersion', 'write batch/v1'],
    ['policy/v1beta1', 'PodDisruptionBudget', 'apiVersion', 'write policy/v1'],
    ['policy/v1beta1', 'PodSecurityPolicy', 'apiVersion', 'use its replacement, or remove it'],
    ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', 'apiVersion', 'write autoscaling/v2'],
    ['networking.k8s.io/v1beta1', 'Ingress', 'apiVersion', 'write networking.k8s.io/v1'],
    ['apps/v2', 'Deployment', 'apiVersion', 'write apps/v1'],
    ['apps/v1beta9', 'Deployment', 'apiVersion', 'write apps/v1'],
    ['v1', 'Deployment', 'apiVersion', 'write apps/v1'],
    ['apps/v1', 'Ingress', 'apiVersion', 'write networking.k8s.io/v1'],
    ['core/v1', 'Secret', 'apiVersion', 'write v1'],
    ['app/v1', 'Deployment', 'apiVersion', 'write apps/v1'],
    ['v1', 'Configmap', 'kind', 'write ConfigMap'],
    ['networking.k8s.io/v1', 'NetworkPolcy', 'kind', 'write NetworkPolicy'],
  ])('%s %s', (apiVersion, kind, path, fix) => {
    expect(found(apiVersion, kind)).toEqual([
      expect.objectContaining({ rule: 'api-version-unserved', severity: 'error', path, fix }),
    ]);
  });

  it('may have the name of something that every object has', () => {
    expect(found('constructor', 'valueOf').map(({ rule }) => rule)).toEqual(['api-version-unserved']);
  });

  it('is that of the target', () => {
    expect(found('batch/v1beta1', 'CronJob', '1.24').map(({ rule }) => rule)).toEqual(['schema-unknown-kind']);
    expect(found('batch/v1beta1', 'CronJob', '1.25').map(({ rule }) => rule)).toEqual(['api-version-unserved']);
    expect(found('admissionregistration.k8s.io/v1', 'MutatingAdmissionPolicy', '1.35')).toEqual([
      expect.objectContaining({
        message:
          'Kubernetes 1.35 serves no MutatingAdmissionPolicy in admissionregistration.k8s.io/v1: 1.36 is the first that does',
      }),
    ]);
    const served = found('admissionregistration.k8s.io/v1', 'MutatingAdmissionPolicy', '1.36');
    expect(served.map(({ rule }) => rule)).toEqual(['schema-unknown-kind']);
    expect(found('batch/v1beta1', 'CronJob', '1.40').map(({ rule }) => rule)).toEqual(['api-version-unserved']);
  });
});

describe('an apiVersion that a server may have', () => {
  it.each([
    ['cert-manager.io/v1alpha2', 'Certificate', /the known apiVersion of Certificate is cert-manager.io\/v1:/],
    ['monitoring.coreos.com/v1beta1', 'PodMonitor', /the known apiVersion of PodMonitor is monitoring.coreos.com\/v1:/],
    [
      'external-secrets.io/v1alpha1',
      'ExternalSecret',
      /the known apiVersion of ExternalSecret is external-secrets.io\/v1 or .*v1beta1:/,
    ],
  ])('%s %s is a warning', (apiVersion, kind, message) => {
    expect(found(apiVersion, kind)).toEqual([
      expect.objectContaining({
        rule: 'api-version-unknown',
        severity: 'warning',
        message: expect.stringMatching(message),
      }),
    ]);
  });

  it.each([
    ['v1', 'ConfigMap'],
    ['apps/v1', 'Deployment'],
    ['v1', 'Config'],
    ['example.com/v1beta1', 'Thing'],
    ['monitoring.coreos.com/v1alpha1', 'ScrapeConfig'],
    ['cert-manager.io/v1', 'ClusterIssuer'],
    ['postgresql.cnpg.io/v1', 'FailoverQuorum'],
    ['kustomize.config.k8s.io/v1beta1', 'Kustomization'],
    ['storage.k8s.io/v1beta1', 'VolumeAttributesClass2'],
    ['storage.k8s.io/v1beta1', 'VolumeAttributesClass'],
    ['resource.k8s.io/v1beta1', 'ResourceClaim'],
    ['networking.k8s.io/v1beta1', 'ServiceCIDR'],
    ['admissionregistration.k8s.io/v1alpha1', 'MutatingAdmissionPolicy'],
    ['ours/v1', 'Thing'],
  ])('%s %s is said to be unchecked, and no more', (apiVersion, kind) => {
    expect(found(apiVersion, kind).map(({ rule }) => rule)).toEqual(['schema-unknown-kind']);
  });

  it('may have come after the newest that is known here', () => {
    expect(found('apps/v2', 'Deployment', '1.37').map(({ severity }) => severity)).toEqual(['info']);
    expect(found('v1', 'NewKind', '1.37').map(({ severity }) => severity)).toEqual(['info']);
  });
});
