import type { Root } from '../../manifests/applied/roots';
import type { AppliedSides, Pair } from './unseen-changes';

/** A world is called after the folder that only it has; where an engine applies one folder in several ways, after that of the engine's object. */
export function worldNames(worlds: readonly (readonly Pair<Root>[])[], { before, after }: AppliedSides): string[] {
  if (worlds.length === 1) return [''];
  const folders = worlds.map((pairs) => pairs.map((pair) => (pair.after ?? pair.before)?.folder ?? ''));
  return worlds.map(([first], index) => {
    const others = new Set(folders.filter((_, other) => other !== index).flat());
    const own = folders[index]?.find((folder) => !others.has(folder));
    const applier =
      (first?.after && after.applierFolder(first.after)) ?? (first?.before && before?.applierFolder(first.before));
    return own ?? applier ?? folders[index]?.[0] ?? '';
  });
}
