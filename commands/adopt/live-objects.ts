import type { Manifest } from '../../manifests/object/manifest';
import type { LiveClient } from '../plan/live';
import { ADOPTED_KINDS } from './adopted-model';

/** What is looked for beside the kinds that constructs declare. The operator's own ConfigMaps and Secrets are not adopted, and not asked for. */
const BESIDE = [
  ['networking.k8s.io', 'NetworkPolicy'],
  ['monitoring.coreos.com', 'PrometheusRule'],
  ['postgresql.cnpg.io', 'DatabaseRole'],
] as const;

/** The objects of a namespace in a live cluster. Nothing is written there. */
export async function liveObjects(client: Pick<LiveClient, 'list'>, namespace: string): Promise<readonly Manifest[]> {
  const adopted = [...ADOPTED_KINDS.keys()].map((group) => group.split('/'));
  const found: Manifest[] = [];
  for (const [group = '', kind = ''] of [...adopted, ...BESIDE]) {
    found.push(...(await client.list(`${group}/v1`, kind, namespace)));
  }
  return found;
}
