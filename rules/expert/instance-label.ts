import { engineOf } from '../../manifests/applied/engine-of';
import { NAMESPACED_KINDS } from '../../manifests/object/kinds';
import { record } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const LABEL = 'app.kubernetes.io/instance';

export const instanceLabel: Rule = {
  id: 'instance-label',
  severity: 'info',
  kinds: NAMESPACED_KINDS,
  why: `Argo CD up to 2.x, and later versions if configured so, identifies its objects by the label \`app.kubernetes.io/instance\`. If a
manifest sets the label and \`inheritedMetadata\` copies it to the pods, objects belong to the wrong Application, which prunes or refuses
them. Flux tracks objects by labels of its own, and there the rule says nothing.`,
  docs: 'https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop, labels: {app.kubernetes.io/instance: shop}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop, labels: {app.kubernetes.io/name: shop}}
`,
  check(manifest, { index, report }) {
    if (engineOf(manifest, index) === 'Flux') return;
    if (!Object.hasOwn(record(manifest.metadata.labels), LABEL)) return;
    report({
      path: `metadata.labels.${LABEL}`,
      message: `${LABEL} is the label by which Argo CD may track the objects of an Application`,
      fix: 'remove it, and use app.kubernetes.io/name',
    });
  },
};
