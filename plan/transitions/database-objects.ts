import { record } from '../../manifests/object/manifest';
import { isAt, schemaWords } from '../engine/path';
import { rowOf } from '../engine/table';
import type { Transition } from '../engine/transition';
import { DATABASE } from '../tables/database';
import { PUBLICATION } from '../tables/publication';
import { SUBSCRIPTION } from '../tables/subscription';

const TABLES = { Database: DATABASE, Publication: PUBLICATION, Subscription: SUBSCRIPTION } as const;

/** Objects inside of PostgreSQL. */
export const database: Transition = {
  kinds: Object.keys(TABLES).map((kind) => `postgresql.cnpg.io/${kind}`),
  paths: ['spec'],
  judge({ path, before, after }, context) {
    if (isAt(path, 'spec.ensure') && after === 'absent') {
      return { impact: 'data-loss', reason: 'DROP DATABASE: the database and everything in it is dropped' };
    }
    const ensure = path.at(-1) === 'ensure' ? after : before === undefined && record(after).ensure;
    if (ensure === 'absent') {
      return {
        impact: 'data-loss',
        reason: 'it is dropped with its content; PostgreSQL refuses while something else depends on it',
      };
    }
    if (isAt(path, 'spec.allowConnections') && after !== false) {
      return { impact: 'none', reason: 'connections to the database are allowed again' };
    }
    const table = TABLES[context.after.kind as keyof typeof TABLES];
    // The server compares immutable fields only if both sides have them.
    const oneSided = before === undefined || after === undefined;
    if (oneSided && rowOf(table, schemaWords(path))?.impact === 'rejected') {
      return { impact: 'ignored', reason: 'accepted without effect: it was set when the object was created' };
    }
    return undefined;
  },
};
