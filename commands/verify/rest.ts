import { isHibernated } from '../../manifests/cnpg/cluster-traits';
import { record, text } from '../../manifests/object/manifest';
import { FENCING_ANNOTATION, RECONCILIATION_ANNOTATION } from '../../values/cnpg/cnpg-metadata';
import { compared, type Verified } from './comparison';
import type { SeenCluster } from './seen-cluster';

/** What keeps a cluster from running although it is declared: hibernation, fencing, an operator that looks away, a deletion. */
export function rest({ declared, live }: SeenCluster): Verified[] {
  const annotations = record(live.metadata.annotations);
  const [wanted, found] = [isHibernated(declared), isHibernated(live)];
  const fenced = text(annotations[FENCING_ANNOTATION]) ?? '';
  const isFenced = fenced !== '' && fenced !== '[]';
  const isLeftAlone = annotations[RECONCILIATION_ANNOTATION] === 'disabled';
  const wantsToBeLeft = record(declared.metadata.annotations)[RECONCILIATION_ANNOTATION] === 'disabled';
  const deleted = text(live.metadata.deletionTimestamp);
  return [
    compared(
      'hibernation',
      wanted ? 'hibernated' : 'awake',
      found ? 'hibernated' : 'awake',
      wanted === found,
      'sync the application, or declare it as it is',
    ),
    compared(
      'fencing',
      'no instance',
      isFenced ? fenced : 'no instance',
      !isFenced,
      'find out who fenced it and why; then kubectl cnpg fencing off',
    ),
    compared(
      'reconciliation',
      wantsToBeLeft ? 'disabled' : 'by the operator',
      isLeftAlone ? 'disabled' : 'by the operator',
      wantsToBeLeft === isLeftAlone,
      `remove the annotation ${RECONCILIATION_ANNOTATION}: without the operator nothing is repaired, and no standby takes over`,
    ),
    ...(deleted === undefined
      ? []
      : [
          compared(
            'deletion',
            'no',
            `requested at ${deleted}`,
            false,
            'find out who deletes it: its volumes go with it',
          ),
        ]),
  ];
}
