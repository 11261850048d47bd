import { show } from '../../../manifests/object/json';
import { record, text } from '../../../manifests/object/manifest';
import { labelValueProblem, qualifiedNameProblem } from '../../../values/kubernetes/names';
import type { ClusterRule, Tell } from './webhook-rule';

interface Toleration {
  readonly key: string;
  readonly operator: string;
  readonly value: string;
  readonly effect: string;
  readonly hasSeconds: boolean;
}

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** Tolerations and affinity. */
export const schedulingRules: readonly ClusterRule[] = [
  tolerations('cluster-toleration-key', 'The key of a toleration is the name of a label', ({ key }, path, tell) => {
    const problem = key === '' ? undefined : qualifiedNameProblem(key);
    if (problem !== undefined) tell(`${path}.key`, `${show(key)} ${problem}`, 'write the key of the taint');
  }),
  tolerations(
    'cluster-toleration-all',
    'A toleration without a key has the operator Exists',
    (toleration, path, tell) => {
      if (toleration.key !== '' || toleration.operator === 'Exists') return;
      const message = `is ${show(toleration.operator)} without a key`;
      tell(`${path}.operator`, message, 'write operator: Exists to tolerate every taint, or add a key');
    },
  ),
  tolerations(
    'cluster-toleration-seconds',
    'tolerationSeconds is for NoExecute',
    ({ effect, hasSeconds }, path, tell) => {
      if (!hasSeconds || effect === 'NoExecute') return;
      tell(`${path}.effect`, `is ${show(effect)} together with tolerationSeconds`, 'write effect: NoExecute');
    },
  ),
  tolerations(
    'cluster-toleration-value',
    'The value of a toleration is a label value',
    ({ operator, value }, path, tell) => {
      const problem = operator === 'Equal' || operator === '' ? labelValueProblem(value) : undefined;
      if (problem !== undefined) tell(`${path}.value`, `${show(value)} ${problem}`, 'write the value of the taint');
    },
  ),
  tolerations(
    'cluster-toleration-exists',
    'A toleration with Exists has no value',
    ({ operator, value }, path, tell) => {
      if (operator !== 'Exists' || value === '') return;
      tell(`${path}.value`, `${show(value)} is set, but Exists matches any value`, 'remove value, or write Equal');
    },
  ),
  tolerations(
    'cluster-toleration-operator',
    'The operator of a toleration is Equal or Exists',
    ({ operator }, path, tell) => {
      if (['', 'Equal', 'Exists'].includes(operator)) return;
      tell(`${path}.operator`, `${show(operator)} is not an operator`, 'write Equal or Exists');
    },
  ),
  tolerations(
    'cluster-toleration-effect',
    'The effect of a toleration is one of the three',
    ({ effect }, path, tell) => {
      if (effect === '' || EFFECTS.includes(effect)) return;
      tell(`${path}.effect`, `${show(effect)} is not an effect`, `write one of ${EFFECTS.join(', ')}`);
    },
  ),
  {
    id: 'cluster-anti-affinity-type',
    says: 'podAntiAffinityType is preferred or required',
    on: 'both',
    check(cluster, tell) {
      const type = cluster.text('affinity.podAntiAffinityType');
      if (['', 'preferred', 'required'].includes(type)) return;
      tell('spec.affinity.podAntiAffinityType', `${show(type)} is not a type`, 'write preferred or required');
    },
  },
];

function tolerations(
  id: string,
  says: string,
  judge: (toleration: Toleration, path: string, tell: Tell) => void,
): ClusterRule {
  return {
    id,
    says,
    on: 'both',
    section: 'affinity.tolerations',
    check(cluster, tell) {
      cluster.list('affinity.tolerations').forEach((entry, index) => {
        const { key, operator, value, effect, tolerationSeconds } = record(entry);
        const toleration: Toleration = {
          key: text(key) ?? '',
          operator: text(operator) ?? '',
          value: text(value) ?? '',
          effect: text(effect) ?? '',
          hasSeconds: (tolerationSeconds ?? null) !== null,
        };
        judge(toleration, `spec.affinity.tolerations[${index}]`, tell);
      });
    },
  };
}
