import { posix } from 'node:path';
import { groupBy } from '../../values/collections/group-by';
import { merged } from '../helm/merged';
import { at, list, record, text, texts } from '../object/manifest';
import { type FileTree, valuesIn } from './file-tree';
import { folderGlob } from './globs';

type Value = Readonly<Record<string, unknown>>;

/**
 * The elements of a generator of a list, of directories or files of git, or of a matrix or a merge of such; undefined where only Argo CD knows
 * them.
 */
export function elementsOf(generator: Value, tree: FileTree): unknown[] | undefined {
  const { list: listed, git, matrix, merge, ...others } = generator;
  // A selector chooses among the elements; what else there is makes others.
  if (Object.keys(others).length > 0) return undefined;
  const [own, ...more] = [listed, git, matrix, merge].filter((each) => each !== undefined);
  if (more.length > 0 || record(own).template !== undefined) return undefined;
  if (matrix !== undefined) return ofMatrix(record(matrix), tree);
  if (merge !== undefined) return ofMerge(record(merge), tree);
  return git === undefined ? ofList(record(listed)) : ofGit(record(git), tree);
}

function ofList({ elements, elementsYaml }: Value): unknown[] | undefined {
  return Array.isArray(elements) && elementsYaml === undefined ? elements : undefined;
}

function ofGit({ directories, files, values, pathParamPrefix }: Value, tree: FileTree): Value[] | undefined {
  const prefix = text(pathParamPrefix);
  if (pathParamPrefix !== undefined && !prefix) return undefined;
  const under = ({ path, ...rest }: Value) => (prefix ? { ...rest, [prefix]: { path } } : { ...rest, path });
  const found = [
    ...directoriesNamed(list(directories).map(record), tree).map((path) => ({ path: ofPath(path) })),
    ...filesNamed(list(files).map(record), tree).flatMap((path) => ofFile(path, tree)),
  ].map(under);
  return values === undefined ? found : found.map((each) => ({ ...each, values: filled(values, each) }));
}

/** Each element of the first with each of the second, which may be written with what the first says. */
function ofMatrix({ generators }: Value, tree: FileTree): Value[] | undefined {
  const [first, second, ...more] = list(generators).map(record);
  if (first === undefined || second === undefined || more.length > 0) return undefined;
  const pairs = elementsOf(first, tree)
    ?.map(record)
    .map((element) => {
      const own = record(filled(second, element));
      return isOpen(own) ? undefined : elementsOf(own, tree)?.map((each) => joined(element, record(each)));
    });
  const all = pairs?.flatMap((each) => each ?? [undefined]);
  return isWhole(all) ? all : undefined;
}

/** The elements of the first, each with what the others say of the same keys. What only the others have is left out. */
function ofMerge({ generators, mergeKeys }: Value, tree: FileTree): Value[] | undefined {
  const keys = texts(mergeKeys);
  const [first, ...others] = list(generators).map((each) => elementsOf(record(each), tree)?.map(record));
  if (keys.length === 0 || first === undefined || !isWhole(others)) return undefined;
  const keyOf = (element: Value) => JSON.stringify(keys.map((key) => at(element, key) ?? null));
  const byKey = others.map((each) => groupBy(each, keyOf));
  return first.map((element) =>
    byKey
      .flatMap((each) => each.get(keyOf(element)) ?? [])
      .reduce<Value>((below, above) => record(merged(below, above)), element),
  );
}

/** Undefined where both say one thing in two ways: Argo CD refuses that, or takes one, by how the set is written. */
function joined(one: Value, other: Value): Value | undefined {
  const isTwofold = Object.keys(one).some(
    (key) => key !== 'values' && other[key] !== undefined && JSON.stringify(one[key]) !== JSON.stringify(other[key]),
  );
  return isTwofold ? undefined : record(merged(one, other));
}

/** Whether something of a generator is still to be filled in; its own values may be. */
function isOpen(generator: Value): boolean {
  const { values: _, ...git } = record(generator.git);
  return JSON.stringify({ ...generator, git }).includes('{{');
}

function isWhole<T>(all: readonly (T | undefined)[] | undefined): all is T[] {
  return all?.includes(undefined) === false;
}

/** The directories of the repository that a generator selects. */
export function directoriesNamed(directories: readonly Value[], tree: FileTree): string[] {
  return selected(tree.folders, directories);
}

/** The files of the repository that a generator selects. */
export function filesNamed(files: readonly Value[], tree: FileTree): string[] {
  return selected([...tree.files.keys()], files);
}

function selected(paths: readonly string[], entries: readonly Value[]): string[] {
  const [excluded, included] = [true, false].map((exclude) =>
    entries.filter((each) => (each.exclude === true) === exclude).map((each) => folderGlob(text(each.path) ?? '')),
  );
  return paths.filter(
    (path) => included?.some((pattern) => pattern.test(path)) && !excluded?.some((pattern) => pattern.test(path)),
  );
}

/** What a file says, and where it is. A list in it is an element each. */
function ofFile(path: string, tree: FileTree): Value[] {
  const [value] = valuesIn(tree.files.get(path)?.content() ?? new Uint8Array());
  const filename = posix.basename(path);
  const own = { ...ofPath(posix.dirname(path)), filename, filenameNormalized: normalized(filename) };
  return (Array.isArray(value) ? value : [value]).map((each) => ({ ...record(each), path: own }));
}

function ofPath(path: string): Value {
  const basename = posix.basename(path);
  return { path, basename, basenameNormalized: normalized(basename), segments: path.split('/') };
}

/** As Argo CD makes the name of an object of it. */
function normalized(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^-a-z0-9.]/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
}

/** A template with the values of one element: `{{env}}`, or `{{.env}}` of a Go template. What is more than a name stays. */
export function filled(template: unknown, element: unknown): unknown {
  if (Array.isArray(template)) return template.map((each) => filled(each, element));
  if (typeof template === 'string') {
    return template.replaceAll(/\{\{-?\s*([^{}]*?)\s*-?\}\}/g, (whole, expression: string) => {
      const value = valueNamed(expression, element);
      return typeof value === 'string' || typeof value === 'number' ? `${value}` : whole;
    });
  }
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([key, each]) => [key, filled(each, element)]));
}

const PART = /^(?:path\[(\d+)\]|index \.path\.segments (\d+))$/;

function valueNamed(expression: string, element: unknown): unknown {
  const [, one, other] = PART.exec(expression) ?? [];
  if ((one ?? other) !== undefined) return list(at(element, 'path.segments'))[Number(one ?? other)];
  const [, name] = /^\.?([\w.-]+)$/.exec(expression) ?? [];
  if (name === undefined) return undefined;
  const value = at(element, name);
  // Without Go templates the path itself is called so, below a prefix, too.
  return /^(?:.*\.)?path$/.test(name) && typeof value === 'object' ? at(value, 'path') : value;
}
