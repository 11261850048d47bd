import {
  CLUSTER_LABEL,
  INSTANCE_NAME_LABEL,
  INSTANCE_ROLE_LABEL,
  JOB_ROLE_LABEL,
  POD_ROLE_LABEL,
  POOLER_LABEL,
} from '../../values/cnpg/cnpg-metadata';
import { selects } from '../drills/selector';
import { Kind } from '../object/kinds';
import { list, type Manifest, namespaceOf, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import { instancePods, joinJobOf, type NetworkPod, poolerPod } from './pods';

/** CNPG keys with values that a run does not contain: the numbers of instances, and the purposes of jobs. */
const ANY_VALUE = [INSTANCE_NAME_LABEL, JOB_ROLE_LABEL];
/** CNPG keys on pods. It is unknown who sets other keys. */
const KEYS = [CLUSTER_LABEL, INSTANCE_NAME_LABEL, INSTANCE_ROLE_LABEL, JOB_ROLE_LABEL, POD_ROLE_LABEL, POOLER_LABEL];

/** Whether a selector names CNPG labels that no pod of the Clusters and Poolers in the object's namespace has. */
export function isKnownToSelectNothing(selector: unknown, manifest: Manifest, index: Index): boolean {
  const { matchLabels, matchExpressions } = record(selector);
  const labels = Object.entries(record(matchLabels)).filter(([key]) => KEYS.includes(key));
  const expressions = list(matchExpressions).filter((each) => KEYS.includes(text(record(each).key) ?? ''));
  if (labels.length === 0 && expressions.length === 0) return false;
  const isHere = (each: Manifest) => namespaceOf(each) === namespaceOf(manifest);
  const clusters = index.all(Kind.CLUSTER).filter(isHere);
  if (clusters.length === 0) return false;
  const pods: NetworkPod[] = [
    ...clusters.flatMap((cluster) => [
      ...instancePods({ ...cluster, spec: { ...record(cluster.spec), instances: 2 } }),
      joinJobOf(cluster),
    ]),
    ...index.all(Kind.POOLER).filter(isHere).map(poolerPod),
  ];
  return !pods.some((pod) => {
    const has = { ...pod.likely, ...pod.labels };
    const known = (key: string) => !(ANY_VALUE.includes(key) && Object.hasOwn(has, key));
    const asked = {
      matchLabels: Object.fromEntries(labels.filter(([key]) => known(key))),
      matchExpressions: expressions.filter((each) => known(text(record(each).key) ?? '')),
    };
    return selects(asked, has);
  });
}
