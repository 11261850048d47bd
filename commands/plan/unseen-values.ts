import { posix } from 'node:path';
import { generatedApplications, valueFilesOf } from '../../manifests/applied/application-sets';
import { textIn, valueIn } from '../../manifests/applied/file-tree';
import { chartReleasesIn } from '../../manifests/applied/releases';
import { Kind } from '../../manifests/object/kinds';
import { groupKindOf, record } from '../../manifests/object/manifest';
import type { AppliedSide } from './applied-side';
import { isDatabaseChart } from './database-charts';
import { type AppliedSides, COMPARED, type Digests } from './unseen-changes';

const IS_VALUES = /(?:^|\/)(?:helm)?values[^/]*\.ya?ml$/i;
/** Keys of CNPG's chart below `cluster`. */
const KEYS = ['instances', 'storage', 'imageName', 'postgresql'];

/** Files with values for a database that changed, and that nothing here names: somebody calls Helm with them. */
export function unseenValues(
  { before, after }: AppliedSides,
  installed: { readonly before: Digests | undefined; readonly after: Digests },
): string[] {
  const [old, next] = [valuesIn(before, installed.before), valuesIn(after, installed.after)];
  return [...new Set([...old.keys(), ...next.keys()])].flatMap((file) => {
    if (old.get(file) === next.get(file)) return [];
    const how = `helm template CHART --values ${file} ${COMPARED}`;
    return [`${file} changed, and nothing here says which release has these values. To see what they make: ${how}`];
  });
}

function valuesIn(side: AppliedSide | undefined, installed: Digests = new Map()): ReadonlyMap<string, string> {
  if (side === undefined) return new Map();
  const { tree, roots, made = [] } = side.sources;
  const objects = [...[...tree.files.values(), ...roots].flatMap(({ documents }) => documents), ...made];
  const written = objects.flatMap((each) => [each, ...(generatedApplications(each, tree) ?? [])]);
  const sets = objects.flatMap(({ manifest }) =>
    manifest && groupKindOf(manifest) === Kind.APPLICATION_SET ? [manifest] : [],
  );
  const used = new Set([
    ...sets.flatMap((set) => valueFilesOf(set, tree)),
    // As it is written: where the values are read into an object, it names their files no more.
    ...chartReleasesIn(written, tree).flatMap(({ valueFiles }) => valueFiles),
    ...[...installed.values()].flatMap(({ release }) => release.valueFiles),
    ...roots.flatMap(({ files }) => files),
    // The chart's own, with which it is rendered.
    ...tree.charts.map((folder) => posix.join(folder, 'values.yaml')),
  ]);
  const files = [...tree.files.values()].filter(({ path }) => IS_VALUES.test(path) && !used.has(path));
  return new Map(
    files.flatMap((file) => {
      const chart = tree.chartOf(file.path);
      const isDatabase =
        chart === undefined
          ? KEYS.some((key) => record(valueIn(file).cluster)[key] !== undefined)
          : isDatabaseChart(chart, tree);
      return isDatabase ? [[side.keyOf(side.pathOf(file.path)), textIn(file)] as const] : [];
    }),
  );
}
