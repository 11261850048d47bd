import { Kind } from '../../manifests/object/kinds';
import { at, list } from '../../manifests/object/manifest';
import { satisfies } from '../../values/cnpg/version';
import type { Rule } from '../engine/rule';

export const imageVolumeFeature: Rule = {
  id: 'image-volume-feature',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `Extensions from their own images are mounted as image volumes. Kubernetes 1.33 and 1.34 have them behind the feature gate
ImageVolume, which is off unless the API server and every kubelet are started with it; it is on by default since 1.35. If it is off, the API
server drops the volume source and no pod can be created. The container runtime must support them as well: containerd 2.1, CRI-O 1.31.`,
  docs: 'https://kubernetes.io/docs/tasks/configure-pod-container/image-volumes/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:18.1-minimal-trixie
  postgresql: {extensions: [{name: pgvector, image: {reference: "ghcr.io/cloudnative-pg/pgvector:0.8.1-18-trixie"}}]}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {imageName: "ghcr.io/cloudnative-pg/postgresql:18.1-standard-trixie"}
`,
  exampleTarget: { kubernetes: '1.34' },
  check(manifest, { target, report }) {
    if (list(at(manifest, 'spec.postgresql.extensions')).length === 0) return;
    if (!satisfies(target.kubernetes, '>=1.33 <1.35')) return;
    report({
      path: 'spec.postgresql.extensions',
      message: `Kubernetes ${target.kubernetes} has image volumes behind the feature gate ImageVolume, which is off by default: no pod can be created`,
      fix: 'enable ImageVolume on the API server and every kubelet and accept this rule, or use Kubernetes 1.35, or an image that contains the extension',
    });
  },
};
