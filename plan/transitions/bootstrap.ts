import { Kind } from '../../manifests/object/kinds';
import type { Transition } from '../engine/transition';

const METHODS: Readonly<Record<string, string>> = {
  initdb: 'an empty database',
  pg_basebackup: 'a copy of another server',
  recovery: 'a backup, and so at a point back in time',
};

/** Another way of bootstrap for a Cluster that exists. */
export const bootstrap: Transition = {
  kinds: [Kind.CLUSTER],
  paths: ['spec.bootstrap'],
  judge({ path, after }) {
    const method = path[2];
    if (path.length !== 3 || typeof method !== 'string' || after === undefined) return undefined;
    const start = METHODS[method] ?? 'it';
    const reason = `ignored, because the cluster is there: nothing is restored or started over by this. But should the Cluster ever be deleted and made again, it begins with ${start}. To restore, make a new Cluster with another name`;
    return { impact: 'ignored', reason };
  },
};
