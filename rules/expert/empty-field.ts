import { engineOf } from '../../manifests/applied/engine-of';
import { Kind } from '../../manifests/object/kinds';
import { type Manifest, record } from '../../manifests/object/manifest';
import { bareForm } from '../../manifests/object/watched';
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
  // Steps become a path where a field is empty: hardly any is.
  const steps = ['spec'];
  const visit = (fields: Readonly<Record<string, unknown>>) => {
    for (const key of Object.keys(fields)) {
      const value = fields[key];
      if (typeof value !== 'object') continue;
      steps.push(key);
      if (value === null || (Array.isArray(value) && value.length === 0)) found.push(steps.join('.'));
      else if (!Array.isArray(value) && steps.length < DEEPEST + 2) visit(value as Record<string, unknown>);
      steps.pop();
    }
  };
  visit(record(bareForm(manifest).spec));
  return found;
}
