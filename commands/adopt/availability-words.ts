import { renderSpread } from '../../constructs/postgres/availability';
import { equal } from '../../manifests/object/json';
import type { Node } from '../../rules/admission/server/node';
import { apiWords } from './api-words';
import * as common from './common-words';
import { type Expression, words } from './expression';

type Json = Readonly<Record<string, unknown>>;

// Where the constructs have a default that follows from the number of instances, and CNPG has none, the words say so.

export function synchronousWord(given: Json, instances: number): Expression | undefined {
  if (Object.keys(given).length === 0) return instances > 1 ? false : undefined;
  const { method, number, dataDurability, failoverQuorum, standbyNamesPre, standbyNamesPost } = given;
  return words({
    method: String(method),
    number: Number(number),
    dataDurability: common.textWord(dataDurability),
    failoverQuorum: failoverQuorum === true,
    standbyNamesPre: common.some(standbyNamesPre),
    standbyNamesPost: common.some(standbyNamesPost),
    maxStandbyNamesFromCluster: common.numberWord(given.maxStandbyNamesFromCluster),
  });
}

export function placementWords(
  affinity: Json,
  instances: number,
  node: Node | undefined,
): Record<string, Expression | undefined> {
  const { enablePodAntiAffinity, podAntiAffinityType, topologyKey } = affinity;
  const placement = Object.entries(affinity).filter(
    ([key, value]) => ['nodeSelector', 'tolerations', 'nodeAffinity'].includes(key) && common.some(value) !== undefined,
  );
  const isSaid = [enablePodAntiAffinity, podAntiAffinityType, topologyKey].some((value) => value !== undefined);
  const antiAffinity = words({
    topologyKey: common.textWord(topologyKey),
    type: podAntiAffinityType === 'required' ? 'required' : 'preferred',
  });
  return {
    antiAffinity: enablePodAntiAffinity === false ? false : isSaid || instances > 1 ? antiAffinity : undefined,
    placement: placement.length === 0 ? undefined : apiWords(Object.fromEntries(placement), node),
  };
}

export function spreadWord(cluster: string, given: unknown, instances: number): Expression | undefined {
  const choices = (['zone', 'node'] as const).flatMap((across) =>
    [true, false].map((required) => ({ across, required })),
  );
  const same = choices.find((choice) => equal(renderSpread(cluster, choice), given));
  return same ?? (instances > 1 ? false : undefined);
}

export function certificatesWord(given: Json): Expression | undefined {
  const { clientCASecret, replicationTLSSecret, serverCASecret, serverTLSSecret, serverAltDNSNames } = given;
  const [ca, replication] = [common.secretWord(clientCASecret), common.secretWord(replicationTLSSecret)];
  const [serverCa, tls] = [common.secretWord(serverCASecret), common.secretWord(serverTLSSecret)];
  const found = words({
    client: ca && replication && { ca, replication },
    server: serverCa && tls && { ca: serverCa, tls },
    altDnsNames: serverCa && tls ? undefined : common.some(serverAltDNSNames),
  });
  return Object.keys(found).length === 0 ? undefined : found;
}

export function leaseWord(given: Json): Expression | undefined {
  const found = words({
    duration: common.secondsWord(given.leaseDurationSeconds),
    renewDeadline: common.secondsWord(given.renewDeadlineSeconds),
    retryPeriod: common.secondsWord(given.retryPeriodSeconds),
    releasedDuration: common.secondsWord(given.releasedLeaseDurationSeconds),
  });
  return Object.keys(found).length === 0 ? undefined : found;
}
