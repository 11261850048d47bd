import type { ApiObjectProps } from 'cdk8s';

/** A Cluster of one instance that synth finds nothing wrong with, but that it has no backup. */
export function throwAwayCluster(name: string): ApiObjectProps {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name, annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' } },
    spec: {
      instances: 1,
      enablePDB: false,
      imageName: 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie',
      storage: { size: '1Gi' },
    },
  };
}
