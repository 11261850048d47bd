import { manifestName } from '../../manifests/object/identity';
import type { Manifest } from '../../manifests/object/manifest';
import type { Target } from '../../values/cnpg/target';
import type { LiveClient } from '../plan/live';
import { planLive } from '../plan/live';
import type { Live } from '../status/need';
import { appliedOver } from './applied-over';
import { type Comparison, readable } from './comparison';

const SHOWN = 5;

/** Each object that is not as it is declared, by the plan of applying it. */
export async function drift(
  manifests: readonly Manifest[],
  live: Live,
  now: Date,
  target: Target,
): Promise<Comparison[]> {
  const read = new Map<Manifest, Manifest | undefined>();
  const unread = new Map<string, Comparison>();
  const tried = async (kind: string, run: () => Promise<void>) => {
    const found = await readable('drift', async () => {
      await run();
      return [];
    });
    for (const each of found) unread.set(kind, { ...each, object: kind });
  };
  for (const manifest of manifests) {
    await tried(manifest.kind, async () => {
      read.set(manifest, await live.read(manifest));
    });
  }
  const reader: LiveClient = {
    async list(apiVersion, kind, namespace) {
      let found: readonly Manifest[] = [];
      await tried(kind, async () => {
        found = await live.list(apiVersion, kind, namespace);
      });
      return found;
    },
    read: async (manifest) => read.get(manifest),
    async dryRun(manifest) {
      const found = read.get(manifest);
      return found === undefined ? manifest : appliedOver(found, manifest);
    },
  };
  const known = manifests.filter((manifest) => read.has(manifest));
  const { changes } = await planLive(reader, known, { now, target });
  if (changes.length === 0) {
    const count = known.length;
    return [
      ...unread.values(),
      { check: 'drift', object: 'all', state: 'ok', declared: `${count} objects`, running: 'as declared' },
    ];
  }
  const changed = changes.map(({ kind, namespace, name, action, impact, fields }): Comparison => {
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
  return [...unread.values(), ...changed];
}
