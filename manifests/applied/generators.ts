import { posix } from 'node:path';
import { at, list, record, text } from '../object/manifest';
import { type FileTree, valuesIn } from './file-tree';
import { folderGlob } from './globs';

type Value = Readonly<Record<string, unknown>>;

/** The elements of a generator of a list, or of directories or files of git; undefined where only Argo CD knows them. */
export function elementsOf(generator: Value, tree: FileTree): unknown[] | undefined {
  const { list: listed, git, ...others } = generator;
  // A selector chooses among the elements; what else there is makes others.
  if (Object.keys(others).length > 0) return undefined;
  const { elements, template, elementsYaml } = record(listed);
  if (git === undefined) {
    const isKnown = Array.isArray(elements) && template === undefined && elementsYaml === undefined;
    return isKnown ? elements : undefined;
  }
  const { directories, files, values, pathParamPrefix, template: own } = record(git);
  if (listed !== undefined || pathParamPrefix !== undefined || own !== undefined) return undefined;
  const found = [
    ...directoriesNamed(list(directories).map(record), tree).map((path) => ({ path: ofPath(path) })),
    ...filesNamed(list(files).map(record), tree).flatMap((path) => ofFile(path, tree)),
  ];
  return values === undefined ? found : found.map((each) => ({ ...each, values: filled(values, each) }));
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
  // Without Go templates the path itself is called so.
  return name === 'path' && typeof value === 'object' ? at(value, 'path') : value;
}
