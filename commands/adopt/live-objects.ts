import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, list, type Manifest, record, text } from '../../manifests/object/manifest';
import type { LiveClient } from '../plan/live';
import { ADOPTED_KINDS } from './adopted-model';

/** What is looked for beside the kinds that constructs declare. The operator's own Secrets are not adopted, and not asked for. */
const BESIDE = [
  ['networking.k8s.io', 'NetworkPolicy'],
  ['monitoring.coreos.com', 'PrometheusRule'],
  ['postgresql.cnpg.io', 'DatabaseRole'],
] as const;

/** What nobody sees who reads the live objects, as a sentence without a full stop. */
export const NOT_ASKED_FOR =
  'only what belongs to CloudNativePG, NetworkPolicies, PrometheusRules and the ConfigMaps of the Clusters were asked for: give what else is part of the database (an ExternalSecret, a Certificate) as files, together with these';

/** The objects of a namespace in a live cluster. Nothing is written there. */
export async function liveObjects(client: Pick<LiveClient, 'list'>, namespace: string): Promise<readonly Manifest[]> {
  const adopted = [...ADOPTED_KINDS.keys()].map((group) => group.split('/'));
  const found: Manifest[] = [];
  for (const [group = '', kind = ''] of [...adopted, ...BESIDE]) {
    found.push(...(await client.list(`${group}/v1`, kind, namespace)));
  }
  const names = new Set(found.flatMap(configMapsOf));
  const configMaps = names.size === 0 ? [] : await client.list('v1', 'ConfigMap', namespace);
  return [...found, ...configMaps.filter(({ metadata }) => names.has(metadata.name))];
}

/** Names of the ConfigMaps that a Cluster reads, but for the one that the operator makes in every namespace. */
function configMapsOf(manifest: Manifest): unknown[] {
  if (groupKindOf(manifest) !== Kind.CLUSTER) return [];
  const initdb = record(at(manifest, 'spec.bootstrap.initdb'));
  const references = [
    at(manifest, 'spec.monitoring.customQueriesConfigMap'),
    ...['postInitSQLRefs', 'postInitTemplateSQLRefs', 'postInitApplicationSQLRefs'].map((field) =>
      at(record(initdb[field]), 'configMapRefs'),
    ),
  ].flatMap((value) => list(value).map(record));
  return references.flatMap(({ name }) => text(name) ?? []).filter((name) => name !== OPERATORS);
}

const OPERATORS = 'cnpg-default-monitoring';
