import { majorOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import type { Transition } from '../engine/transition';

/** Another folder of the archive is a break, except with a new major, which requires another folder. */
export const serverName: Transition = {
  kinds: [Kind.CLUSTER],
  paths: ['spec.plugins.[].parameters.serverName', 'spec.backup.barmanObjectStore.serverName'],
  judge({ after }, context) {
    const [from, to] = [majorOf(context.before) ?? 0, majorOf(context.after) ?? 0];
    if (to <= from || after === undefined) return undefined;
    const reason = `PostgreSQL ${to} begins a new archive together with its image, as required; the old one restores only ${from}. Until the first base backup of ${to} is completed nothing newer can be restored: take it immediately`;
    return { impact: 'none', reason };
  },
};
