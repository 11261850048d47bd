import { Kind } from '../../manifests/object/kinds';
import type { Transition } from '../engine/transition';

const METHODS: Readonly<Record<string, string>> = {
  initdb: 'an empty database',
  pg_basebackup: 'a copy of another server',
  recovery: 'a backup, at an earlier point in time',
};

/** Another bootstrap method for an existing Cluster. */
export const bootstrap: Transition = {
  kinds: [Kind.CLUSTER],
  paths: ['spec.bootstrap'],
  judge({ path, after }) {
    const method = path[2];
    if (path.length !== 3 || typeof method !== 'string' || after === undefined) return undefined;
    const start = METHODS[method] ?? 'it';
    const reason = `ignored, because the cluster exists: this restores nothing and starts nothing over. But if the Cluster is ever deleted and created again, it begins with ${start}. To restore, create a new Cluster with another name`;
    return { impact: 'ignored', reason };
  },
};
