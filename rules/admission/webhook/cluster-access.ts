import { show } from '../../../manifests/object/json';
import { record, text } from '../../../manifests/object/manifest';
import { checkLabelSelector } from './label-selector';
import type { ClusterRule } from './webhook-rule';

const SELECTOR = 'podselector';
const REFERENCE = /\$\{([^:]+):([^}]+)\}/g;

/** Which pods may connect, and the service account of the instances. */
export const accessRules: readonly ClusterRule[] = [
  {
    id: 'cluster-pod-selector',
    says: 'podSelectorRefs have selectors that Kubernetes takes',
    on: 'both',
    operator: '>=1.29',
    check(cluster, tell) {
      cluster.list('podSelectorRefs').forEach((entry, index) => {
        checkLabelSelector(record(entry).selector, `spec.podSelectorRefs[${index}].selector`, tell);
      });
    },
  },
  {
    id: 'cluster-hba-pod-selector',
    says: 'A line of pg_hba refers to one pod selector at most, which is declared',
    on: 'both',
    operator: '>=1.29',
    check(cluster, tell) {
      const declared = cluster.list('podSelectorRefs').map((entry) => text(record(entry).name) ?? '');
      cluster.list('postgresql.pg_hba').forEach((line, index) => {
        const problem = referenceProblem(text(line) ?? '', declared);
        if (problem !== undefined) tell(`spec.postgresql.pg_hba[${index}]`, ...problem);
      });
    },
  },
  {
    id: 'cluster-service-account',
    says: 'A service account is the user’s or made from a template',
    on: 'both',
    operator: '>=1.29',
    check(cluster, tell) {
      if (cluster.text('serviceAccountName') === '' || !cluster.has('serviceAccountTemplate')) return;
      const message = 'is set together with serviceAccountTemplate, which is for an account that the operator creates';
      tell('spec.serviceAccountName', message, 'keep one of them');
    },
  },
];

/** CNPG looks for `${type:name}` anywhere in a line: comments and `$${…}` are no exceptions. The first problem is the only one. */
export function referenceProblem(
  line: string,
  declared: readonly string[],
): [message: string, fix: string] | undefined {
  const references = [...line.matchAll(REFERENCE)];
  for (const [whole, type, name = ''] of references) {
    if (type !== SELECTOR) return [`${show(whole)} refers to nothing that CNPG knows`, `write \${${SELECTOR}:NAME}`];
    if (declared.includes(name)) continue;
    return [`${show(name)} is not an entry of spec.podSelectorRefs`, `add it to spec.podSelectorRefs`];
  }
  if (references.length < 2) return undefined;
  return [`refers to ${references.length} pod selectors, allowed: 1`, 'write a line for each'];
}
