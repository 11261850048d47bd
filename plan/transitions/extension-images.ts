import { Kind } from '../../manifests/object/kinds';
import { text } from '../../manifests/object/manifest';
import { ImageReference } from '../../values/cnpg/image';
import { mountedExtensions } from '../../values/cnpg/image-contents';
import { readExtensionTag } from '../../values/cnpg/image-tag';
import { Version } from '../../values/cnpg/version';
import { attempt } from '../../values/text/invalid-value';
import { isAt } from '../engine/path';
import type { Transition } from '../engine/transition';

/**
 * Another image of an extension brings its library, and leaves its objects in the databases as they are.
 * @see https://cloudnative-pg.io/documentation/1.28/imagevolume_extensions/
 */
export const extensionImages: Transition = {
  kinds: [Kind.CLUSTER],
  paths: ['spec.postgresql.extensions.[].image.reference'],
  judge({ path, before, after }) {
    if (!isAt(path, 'spec.postgresql.extensions.[].image.reference')) return undefined;
    const [from, to, key] = [text(before), text(after), path[3]];
    if (from === undefined || to === undefined || typeof key !== 'object') return undefined;
    const name = key.entry.name ?? '';
    const [old, next] = [from, to].map((image) =>
      readExtensionTag(attempt(() => ImageReference.parse(image))?.tag ?? ''),
    );
    const recreated = `another image of extension ${name} is mounted, so all pods are recreated`;
    const [was, is] = [old, next].map((tag) => attempt(() => Version.parse(tag?.version ?? '')));
    if (was === undefined || is === undefined) {
      return {
        impact: 'rolling-update',
        reason: `${recreated}. Its tags do not tell the versions: verify that the new one is for this PostgreSQL and distribution, then ALTER EXTENSION … UPDATE in every database that has it`,
      };
    }
    if (was.compareTo(is) === 0) return { impact: 'rolling-update', reason: recreated };
    const created = mountedExtensions(name, to) ?? [name];
    const then =
      is.compareTo(was) < 0
        ? `${old?.version} is downgraded to ${next?.version}: its objects in the databases may need the newer library, and extensions have no scripts for the way down`
        : `${old?.version} becomes ${next?.version}: then ALTER EXTENSION ${created[0]} UPDATE in every database that has it, or set its version in the Database`;
    return { impact: 'rolling-update', reason: `${recreated}. ${then}` };
  },
};
