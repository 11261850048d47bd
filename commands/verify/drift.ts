import { manifestName } from '../../manifests/object/identity';
import type { Manifest } from '../../manifests/object/manifest';
import type { Target } from '../../values/cnpg/target';
import type { LiveClient } from '../plan/live';
import { planLive } from '../plan/live';
import type { Live } from '../status/need';
import { appliedOver } from './applied-over';
import type { Comparison } from './comparison';

const SHOWN = 5;

/** Each object that is not as it is declared, by the plan of applying it. */
export async function drift(
  manifests: readonly Manifest[],
  live: Live,
  now: Date,
  target: Target,
): Promise<Comparison[]> {
  const read = new Map<Manifest, Manifest | undefined>();
  const reader: LiveClient = {
    list: live.list,
    async read(manifest) {
      const found = await live.read(manifest);
      read.set(manifest, found);
      return found;
    },
    async dryRun(manifest) {
      const found = read.get(manifest);
      return found === undefined ? manifest : appliedOver(found, manifest);
    },
  };
  const { changes } = await planLive(reader, manifests, { now, target });
  if (changes.length === 0) {
    const count = manifests.length;
    return [{ check: 'drift', object: 'all', state: 'ok', declared: `${count} objects`, running: 'as declared' }];
  }
  return changes.map(({ kind, namespace, name, action, impact, fields }) => {
    const paths = fields.map(({ path }) => path);
    const more = paths.length > SHOWN ? `, … (${paths.length})` : '';
    const running = { create: 'missing', delete: 'not declared any more' }[String(action)];
    return {
      check: 'drift',
      object: manifestName({ apiVersion: '', kind, metadata: { name, ...(namespace !== null && { namespace }) } }),
      state: 'wrong',
      declared: action === 'delete' ? 'nothing' : 'as rendered',
      running: running ?? `differs in ${paths.slice(0, SHOWN).join(', ')}${more}`,
      fix: `npm run plan -- --base cluster tells what a sync does (${impact}); then sync, or declare it as it is`,
    };
  });
}
