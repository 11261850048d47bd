import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { APPLIER_KINDS } from '../../manifests/applied/appliers';
import { type FileTree, isKustomizationFile } from '../../manifests/applied/file-tree';
import type { Root } from '../../manifests/applied/roots';
import { groupKindOf, isOfCnpgGroup } from '../../manifests/object/manifest';
import { literalPattern } from '../../values/text/literal-pattern';
import { commandsIn, END, hasPath, isAppliedBy, START } from './named-by-commands';

/** Where nobody looks for what applies something. */
const SKIPPED = new Set(['.git', 'node_modules']);
/** What people read, who owns it and what is ignored: it says that a folder is there, and applies nothing. */
const PROSE =
  /^docs\/|\.(?:md|mdx|markdown|rst|adoc|asciidoc)$|(?:^|\/)(?:(?:README|LICEN[CS]E|NOTICE|COPYING|CHANGELOG|CONTRIBUTING|AUTHORS)(?:\.txt)?|CODEOWNERS|OWNERS|\.\w+ignore|\.gitattributes)$/i;
/** No script is larger, and data may be. */
const LARGEST = 250_000;

/**
 * The roots that some text of the repository names which is not followed: a workflow or a Makefile with `kubectl apply -k`, also of a folder above
 * or after `cd`, a `.tf`, values of a chart that makes Applications, the address of this repository in a kustomization.
 * @param home - the folder of the repository on disk
 */
export function namedElsewhere(roots: readonly Root[], tree: FileTree, home: string): ReadonlySet<Root> {
  const left = new Map(roots.map((root) => [root, pathsOf(root)]));
  for (const from of textsBelow(home)) {
    if (left.size === 0) break;
    if (PROSE.test(from) || isFollowed(from, tree)) continue;
    const bytes = readFileSync(join(home, from));
    if (bytes.includes(0)) continue;
    const text = bytes.toString('utf8');
    const commands = commandsIn(text);
    for (const [root, paths] of left) {
      if (root.files.includes(from)) continue;
      if (paths.some((path) => isNamed(path, from, text) || isAppliedBy(commands, path, from))) left.delete(root);
    }
  }
  return new Set(roots.filter((root) => !left.has(root)));
}

function pathsOf({ folder, files, isKustomization }: Root): string[] {
  return isKustomization ? [folder] : [...(folder === '.' ? [] : [folder]), ...files];
}

/** Files with objects whose paths were followed: that they name a folder and do not apply it is known. Those of CNPG name none. */
function isFollowed(path: string, tree: FileTree): boolean {
  const manifests = (tree.files.get(path)?.documents ?? []).flatMap(({ manifest }) => manifest ?? []);
  return (
    manifests.some((each) => APPLIER_KINDS.includes(groupKindOf(each))) ||
    (manifests.length > 0 && manifests.every(isOfCnpgGroup))
  );
}

/** Whether a file names a path: from the root of the repository, from its own folder, behind an address, by a glob. */
function isNamed(path: string, from: string, text: string): boolean {
  const above = posix.dirname(path);
  const isGlob = above !== '.' && text.includes(above);
  if (!isGlob && !text.includes(posix.basename(path))) return false;
  if (new RegExp(`//${literalPattern(path)}${END}`).test(text)) return true;
  // What else a kustomization names was followed.
  if (isKustomizationFile(from)) return false;
  if (hasPath(text, path)) return true;
  const own = posix.relative(posix.dirname(from), path);
  const patterns = [
    `(?:${START}\\./|(?:-[kf]|--kustomize|--filename)[ =])${literalPattern(own)}${END}`,
    ...(own.startsWith('..') ? [`${START}${literalPattern(own)}${END}`] : []),
    ...(isGlob ? [`${START}(?:\\.?/)?${literalPattern(above)}/[*$<{]`] : []),
  ];
  return patterns.some((pattern) => new RegExp(pattern).test(text));
}

function* textsBelow(home: string, folder = '.'): Generator<string> {
  for (const entry of readdirSync(join(home, folder), { withFileTypes: true })) {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name)) yield* textsBelow(home, path);
    } else if (entry.isFile() && lstatSync(join(home, path)).size <= LARGEST) yield path;
  }
}
