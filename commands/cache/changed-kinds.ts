import type { Rendered } from '../../manifests/files/render';
import { type GroupKind, groupKindOf } from '../../manifests/object/manifest';

/** The kinds of the objects that are only among these or those: added, removed, changed, or at another place. */
export function changedKinds(before: readonly Rendered[], after: readonly Rendered[]): Set<GroupKind> {
  const [earlier, later] = [textsOf(before), textsOf(after)];
  const only = [...earlier]
    .filter(([text]) => !later.has(text))
    .concat([...later].filter(([text]) => !earlier.has(text)));
  return new Set(only.map(([, kind]) => kind));
}

function textsOf(rendered: readonly Rendered[]): Map<string, GroupKind> {
  return new Map(rendered.map((object) => [JSON.stringify(object), groupKindOf(object.manifest)]));
}
