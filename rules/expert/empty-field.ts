import { engineOf } from '../../manifests/applied/engine-of';
import { Kind } from '../../manifests/object/kinds';
import { type Manifest, record } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const DEEPEST = 12;

export const emptyField: Rule = {
  id: 'empty-field',
  severity: 'info',
  kinds: [Kind.CLUSTER, Kind.OBJECT_STORE, Kind.SCHEDULED_BACKUP, Kind.POOLER],
  why: `The operator removes or fills in a field that is null or an empty list, so git never equals the cluster. Argo CD then always shows
the object as OutOfSync, or syncs it again and again. Flux does not mind, and there the rule says
nothing. Templates leave such fields when a value is not given.`,
  docs: 'https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 1, postgresql: null}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 1}
`,
  check(manifest, { index, report }) {
    if (engineOf(manifest, index) === 'Flux') return;
    const paths = emptyPaths(manifest);
    const [first] = paths;
    if (first === undefined) return;
    const others = paths.length > 1 ? ` (and ${paths.slice(1, 5).join(', ')}${paths.length > 5 ? ' …' : ''})` : '';
    report({
      path: first,
      message: `${first}${others} is empty: Argo CD always shows it as a difference`,
      fix: 'remove it',
    });
  },
};

function emptyPaths(manifest: Manifest): string[] {
  const found: string[] = [];
  const visit = (value: unknown, path: string, depth: number) => {
    if (value === null || (Array.isArray(value) && value.length === 0)) found.push(path);
    else if (depth < DEEPEST) {
      for (const [key, child] of Object.entries(record(value))) visit(child, `${path}.${key}`, depth + 1);
    }
  };
  for (const [key, child] of Object.entries(record(manifest.spec))) visit(child, `spec.${key}`, 0);
  return found;
}
