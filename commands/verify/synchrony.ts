import { synchronyOf } from '../../manifests/cnpg/cluster-traits';
import { at, record, text, texts } from '../../manifests/object/manifest';
import { liveObject } from '../status/need';
import { compared, type Verified } from './comparison';
import type { SeenCluster } from './seen-cluster';

/** Enough standbys for synchronous replication, and the quorum by which the operator decides a failover. */
export async function synchrony({ declared, live, ask }: SeenCluster): Promise<Verified[]> {
  const wanted = synchronyOf(declared);
  if (wanted === undefined) return [];
  const standbys = Math.max(0, Number(at(live, 'status.readyInstances') ?? 0) - 1);
  const waits = wanted.required
    ? 'commits wait until there are enough'
    : 'commits wait for nobody until there are enough';
  const enough = compared(
    'synchronous standbys',
    `${wanted.number}, ${wanted.required ? 'required' : 'preferred'}`,
    `${standbys} ready`,
    standbys >= wanted.number,
    `repair the standbys: ${waits}`,
  );
  if (!wanted.failoverQuorum) return [enough];
  const { name = '', namespace } = live.metadata;
  const quorum = await liveObject(ask, declared.apiVersion, 'FailoverQuorum', name, namespace);
  const { standbyNumber, primary } = record(quorum?.status);
  const names = texts(at(quorum, 'status.standbyNames'));
  const isWell =
    Number(standbyNumber) === wanted.number &&
    names.length >= wanted.number &&
    text(primary) === text(at(live, 'status.currentPrimary'));
  const running =
    quorum === undefined
      ? 'none'
      : `${standbyNumber ?? 0} of ${names.join(', ') || 'nobody'}, primary ${primary ?? 'none'}`;
  const fix = 'wait until the primary has written it; until then no standby takes over by itself';
  return [enough, compared('failover quorum', `${wanted.number} of the standbys`, running, isWell, fix)];
}
