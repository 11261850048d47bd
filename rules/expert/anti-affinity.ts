import { instancesOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { at, record } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const antiAffinity: Rule = {
  id: 'anti-affinity',
  severity: 'info',
  level: 'regulated',
  kinds: [Kind.CLUSTER],
  why: `By default CNPG only prefers different nodes. After a drain, or on a full Kubernetes cluster, the primary and a replica can end up
on one node. Nothing moves them apart again, and losing that node loses both. Required anti-affinity leaves a pod pending instead.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/scheduling/#pod-affinity-and-anti-affinity',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 3, affinity: {enablePodAntiAffinity: true, topologyKey: kubernetes.io/hostname}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 3, affinity: {podAntiAffinityType: required, topologyKey: kubernetes.io/hostname}}
`,
  check(manifest, { report }) {
    const { enablePodAntiAffinity, podAntiAffinityType, additionalPodAntiAffinity } = record(
      at(manifest, 'spec.affinity'),
    );
    const isOff = enablePodAntiAffinity === false;
    if (instancesOf(manifest) < 2 || (!isOff && podAntiAffinityType === 'required') || additionalPodAntiAffinity)
      return;
    report({
      path: isOff ? 'spec.affinity.enablePodAntiAffinity' : 'spec.affinity.podAntiAffinityType',
      message: `${isOff ? 'nothing keeps' : 'different nodes are only preferred: nothing keeps'} primary and replica off the same node, and one node failure takes both`,
      fix: 'set podAntiAffinityType: required, with at least as many nodes as instances',
    });
  },
};
