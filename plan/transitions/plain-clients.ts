import { Kind } from '../../manifests/object/kinds';
import { at, type Manifest, texts } from '../../manifests/object/manifest';
import { plainDoor } from '../../values/postgres/pg-hba';
import type { Transition } from '../engine/transition';

/** Whether clients without TLS are accepted, for a running database that has such clients. */
export const plainClients: Transition = {
  kinds: [Kind.CLUSTER],
  paths: ['spec.postgresql.pg_hba'],
  judge(_, { before, after }) {
    const [was, is] = [letsIn(before), letsIn(after)];
    if (was === is) return undefined;
    return {
      impact: 'reload',
      reason: is
        ? 'clients without TLS are accepted from now on'
        : 'clients without TLS are rejected from their next connection on; existing connections remain',
    };
  },
};

function letsIn(cluster: Manifest): boolean {
  return plainDoor(texts(at(cluster, 'spec.postgresql.pg_hba'))) !== undefined;
}
