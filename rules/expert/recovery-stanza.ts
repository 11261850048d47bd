import { FLUX, kustomizationsOf } from '../../manifests/flux/flux';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const recoveryStanza: Rule = {
  id: 'recovery-stanza',
  severity: 'info',
  kinds: [Kind.CLUSTER],
  why: `\`bootstrap\` is read once. Left in git it does nothing until the Cluster is deleted and created again. It is then restored to that
old state, and everything written since is gone without an error. If the Cluster is protected against pruning and deletion, the stanza does
no harm.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/bootstrap/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db-2, namespace: shop}
spec: {bootstrap: {recovery: {source: shop-db}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {bootstrap: {initdb: {database: shop, owner: shop}}}
`,
  check(manifest, { index, report }) {
    if ((at(manifest, 'spec.bootstrap.recovery') ?? null) === null) return;
    const isFlux = kustomizationsOf(manifest, index).length > 0;
    const switches = isFlux ? `${FLUX}/prune: disabled` : 'Prune=false,Delete=false';
    report({
      path: 'spec.bootstrap.recovery',
      message: 'if this Cluster is ever deleted and created again, it goes back to the state of this recovery',
      fix: `protect it against pruning and deletion (${switches}), and recover into a new Cluster the next time`,
    });
  },
};
