import { usesArgo } from '../../manifests/argo/argo';
import { deletionLossOf } from '../../manifests/cnpg/deletion-loss';
import { Kind } from '../../manifests/object/kinds';
import { record, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const ANNOTATION = 'argocd.argoproj.io/sync-options';

export const argoPruneProtection: Rule = {
  id: 'argo-prune-protection',
  severity: 'warning',
  kinds: [Kind.CLUSTER, Kind.OBJECT_STORE, Kind.NAMESPACE],
  why: `Argo CD deletes what is no longer in git, and everything when its Application is deleted. Deleting a Cluster deletes its volumes,
deleting an ObjectStore ends WAL archiving, and deleting a Namespace deletes the Clusters in it. This rule applies where Argo CD is in use: the input
contains an Application, or the object has an Argo CD annotation. What a drill has made (label \`cnpg-gitops/drill\`) is to be deleted.`,
  docs: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#no-prune-resources',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  name: shop-db
  namespace: shop
  annotations: {argocd.argoproj.io/sync-options: Prune=false}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  name: shop-db
  namespace: shop
  annotations: {argocd.argoproj.io/sync-options: "Prune=false,Delete=false"}
`,
  check(manifest, { index, report }) {
    const loss = deletionLossOf(manifest, index);
    if (loss === undefined || !usesArgo(manifest, index)) return;
    const given = text(record(manifest.metadata.annotations)[ANNOTATION]) ?? '';
    const options = given.split(',').map((option) => option.trim());
    const missing = ['Prune', 'Delete'].filter(
      (option) => !options.includes(`${option}=false`) && !options.includes(`${option}=confirm`),
    );
    if (missing.length === 0) return;
    const others = options.filter((option) => option !== '' && !/^(?:Prune|Delete)=/.test(option));
    report({
      path: given === '' ? 'metadata.annotations' : `metadata.annotations.${ANNOTATION}`,
      message: `Argo CD may ${missing.map((option) => option.toLowerCase()).join(' and ')} this ${manifest.kind}, ${loss}`,
      fix: `annotate it with ${ANNOTATION}: ${[...others, 'Prune=false', 'Delete=false'].join(',')}`,
    });
  },
};
