import { synchronyOf } from '../../manifests/cnpg/cluster-traits';
import { at, list } from '../../manifests/object/manifest';
import type { Gap } from './claim';
import type { PromisingCluster } from './promising-cluster';

/** The promoted and the lost instance acknowledge nothing. With too few others every commit waits, however fast the failover is. */
export function unacknowledged(subject: PromisingCluster): Gap[] {
  const { instances } = subject;
  const { number = 0, required = false } = synchronyOf(subject.cluster) ?? {};
  const outside = ['standbyNamesPre', 'standbyNamesPost'].flatMap((field) =>
    list(at(subject.cluster, `spec.postgresql.synchronous.${field}`)),
  ).length;
  const left = instances - 2 + outside;
  if (instances < 2 || !required || left >= number) return [];
  const message = `after the promotion ${left} standbys can acknowledge, but commits wait for ${number} until the lost instance is back`;
  return [{ path: 'spec.instances', message, fix: `run at least ${number + 2 - outside} instances` }];
}
