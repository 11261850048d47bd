import { literalPattern } from '../../values/text/literal-pattern';
import type { Unknown } from '../object/document';
import { groupOf, list, type Manifest, record, text, texts } from '../object/manifest';
import { type FileTree, valuesIn, within } from './file-tree';

/** One change of objects, and which objects it changes. */
export interface Patch {
  readonly matches: (manifest: Manifest) => boolean;
  /** The fields that it changes. */
  readonly changes: readonly Unknown[];
  readonly deletes: boolean;
}

type Value = Readonly<Record<string, unknown>>;

/** The patches of a kustomization: strategic merge patches, and lists of JSON 6902 operations, in files or in place. */
export function patchesOf(
  kustomization: Value,
  folder: string,
  tree: FileTree,
): { readonly patches: readonly Patch[]; readonly files: readonly string[]; readonly unreadable: readonly string[] } {
  const [files, unreadable]: [string[], string[]] = [[], []];
  const read = (path: string): unknown[] => {
    const file = within(folder, path) ?? '';
    files.push(file);
    const found = tree.files.get(file);
    const values = found ? valuesIn(found.content()) : [];
    if (values.length === 0) unreadable.push(file);
    return values;
  };
  const inline = (value: string) => valuesIn(new TextEncoder().encode(value));
  const entries = [...list(kustomization.patches), ...list(kustomization.patchesJson6902)].map(record);
  const patches = entries.flatMap(({ path, patch, target }) => {
    const values = text(path) !== undefined ? read(text(path) ?? '') : inline(text(patch) ?? '');
    return values.flatMap((value) => patchOf(value, target));
  });
  const merged = texts(kustomization.patchesStrategicMerge).flatMap((each) =>
    (each.includes('\n') ? inline(each) : read(each)).flatMap((value) => patchOf(value, undefined)),
  );
  return { patches: [...patches, ...merged], files, unreadable };
}

function patchOf(value: unknown, target: unknown): Patch[] {
  const selects = selector(record(target));
  if (Array.isArray(value)) {
    return [{ matches: selects, changes: value.map(record).flatMap(operation), deletes: false }];
  }
  const patch = record(value);
  const { apiVersion, kind, metadata } = patch;
  const { name, labels, annotations } = record(metadata);
  const own = selector({
    group: groupOf(text(apiVersion) ?? ''),
    kind,
    name: text(name) && literalPattern(text(name) ?? ''),
  });
  const { apiVersion: _, kind: __, metadata: ___, ...rest } = patch;
  const changes = fields({ ...rest, metadata: { labels, annotations } }, []);
  return [
    {
      matches: target === undefined || target === null ? own : selects,
      changes,
      deletes: patch.$patch === 'delete',
    },
  ];
}

/** The fields that a strategic merge patch sets: a list replaces the list, as it does in every custom resource. */
function fields(value: unknown, path: readonly (string | number)[]): Unknown[] {
  if (value === undefined || path.at(-1) === '$patch') return [];
  const entries = Object.entries(record(value));
  if (entries.length > 0) return entries.flatMap(([key, each]) => fields(each, [...path, key]));
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return [];
  return [{ path, sample: value ?? undefined, isSet: true }];
}

function operation({ op, path, value }: Value): Unknown[] {
  const steps = (text(path) ?? '').split('/').slice(1).map(step);
  if (steps.length === 0 || op === 'test') return [];
  // A position behind which the list moves, and `-` for its end: what the list holds is not known.
  const last = steps.at(-1);
  const position = steps.findIndex((each) => typeof each === 'number' || each === '-');
  if (position >= 0 && (op !== 'replace' || last === '-')) return [{ path: steps.slice(0, position) }];
  return [op === 'remove' ? { path: steps, isSet: true } : { path: steps, sample: value, isSet: true }];
}

function step(pointer: string): string | number {
  const key = pointer.replaceAll('~1', '/').replaceAll('~0', '~');
  return /^\d+$/.test(key) ? Number(key) : key;
}

/** A target: its texts are patterns, and what it does not name matches everything. */
function selector({ group, version, kind, name }: Value): (manifest: Manifest) => boolean {
  const parts = [group, version, kind, name].map((part) => pattern(text(part) || '.*'));
  return (manifest) => {
    const [groupName = '', versionName = ''] = manifest.apiVersion.includes('/')
      ? manifest.apiVersion.split('/')
      : ['', manifest.apiVersion];
    const given = [groupName, versionName, manifest.kind, String(manifest.metadata.name)];
    return parts.every((part, index) => part.test(given[index] ?? ''));
  };
}

/** Patterns that cannot take long, as people write them: names, alternatives and a few times anything. */
const SIMPLE = /^[\w/-]*(?:(?:\.\*|\\?\.|\|)[\w/-]*){0,8}$/;
const MOST_STARS = 3;

/** What any other pattern selects is not known: it may be everything. */
function pattern(source: string): RegExp {
  return SIMPLE.test(source) && source.split('*').length <= MOST_STARS + 1 ? new RegExp(`^(?:${source})$`) : /^/;
}
