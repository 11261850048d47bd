import { roleOf, syncOptionsOf } from '../../manifests/argo/argo';
import { Kind, NAMESPACED_KINDS } from '../../manifests/object/kinds';
import { groupKindOf } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const DANGEROUS = ['Replace=true', 'Force=true'];

export const argoReplace: Rule = {
  id: 'argo-replace',
  severity: 'error',
  kinds: [...NAMESPACED_KINDS, Kind.APPLICATION],
  why: `\`Replace=true\` overwrites the whole object, including what the operator keeps in it. \`Force=true\` deletes an object that cannot
be changed and creates it again. Deleting a Cluster deletes its volumes.`,
  docs: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#replace-resource-instead-of-applying-changes',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop, annotations: {argocd.argoproj.io/sync-options: "Prune=false,Delete=false,Replace=true"}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop, annotations: {argocd.argoproj.io/sync-options: "Prune=false,Delete=false"}}
`,
  check(manifest, { report }) {
    const isApplication = groupKindOf(manifest) === Kind.APPLICATION;
    if (isApplication && roleOf(manifest) === undefined) return;
    const given = syncOptionsOf(manifest).filter((option) => DANGEROUS.includes(option));
    if (given.length === 0) return;
    report({
      path: isApplication ? 'spec.syncPolicy.syncOptions' : 'metadata.annotations.argocd.argoproj.io/sync-options',
      message: `${given.join(' and ')}: a sync may delete ${isApplication ? 'its resources' : `this ${manifest.kind}`} and create ${isApplication ? 'them' : 'it'} again, without data`,
      fix: `delete ${given.join(' and ')}; ServerSideApply=true is enough`,
    });
  },
};
