import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { FileTree } from '../../manifests/applied/file-tree';
import type { Root } from '../../manifests/applied/roots';
import type { Finding, Violation } from '../../manifests/object/violation';
import { isBrokenBy, rootBroken } from '../../rules/folders/broken-root';
import { chartsNotMissed, rootNotRendered, rootUnapplied } from '../../rules/folders/unread-sources';
import { groupBy } from '../../values/collections/group-by';
import { runGit } from '../plan/git-process';
import { holdsDatabase } from './unapplied';

interface Repository {
  readonly tree: FileTree;
  /** The folder from which paths begin. */
  readonly top: string;
  /** The name that the user sees of a path. */
  readonly named: (path: string) => string;
}

/** What of roots was not seen, and what of them nobody can apply, once for the file that each begins with. */
export function notRendered(roots: readonly Root[], repository: Repository): Violation[] {
  const { top, named } = repository;
  // What no engine names may be left over, where others are named.
  const areNamed = roots.some(({ application }) => application !== undefined);
  const isBroken = (root: Root) => (reason: string) =>
    (root.application !== undefined || !areNamed) && isBrokenBy(reason, (path) => isInGit(path, top));
  const found = [...groupBy(roots, (root) => named(root.files[0] ?? root.folder))].flatMap(([file, those]) => {
    const broken = new Set(those.flatMap((root) => root.unseen.filter(isBroken(root))));
    const unseen = those.flatMap((root) => root.unseen).filter((reason) => !broken.has(reason));
    const remote = those.flatMap((root) => root.remote);
    const reasons = [...new Set([...unseen, ...remote.map((name) => `${name} needs the network`)])];
    const [folder] = those.flatMap((root) => shownFolder(root.folder, repository) ?? []);
    const names = { file, ...(folder !== undefined && { folder }) };
    return [
      ...(broken.size === 0 ? [] : [ofFile(file, rootBroken([...broken]))]),
      ...(reasons.length === 0 ? [] : [ofFile(file, rootNotRendered(reasons, remote.length > 0, names))]),
    ];
  });
  return [...found, ...unmissed(roots, named)];
}

/** The charts of applications, once for all of them: they are many, and no database is missed without them. */
function unmissed(roots: readonly Root[], named: Repository['named']): Violation[] {
  const those = roots.filter((root) => (root.unmissed ?? []).length > 0);
  const [first] = those;
  if (first === undefined) return [];
  const charts = groupBy(
    those.flatMap((root) => root.unmissed ?? []),
    (name) => name,
  );
  return [
    ofFile(
      named(first.files[0] ?? first.folder),
      chartsNotMissed(new Map([...charts].map(([name, all]) => [name, all.length]))),
    ),
  ];
}

/** What of databases nobody applies, once for all of it. */
export function notApplied(roots: readonly Root[], { named }: Pick<Repository, 'named'>): Violation[] {
  const those = roots.filter(holdsDatabase);
  const [first] = those;
  if (first === undefined) return [];
  const names = those.map(({ folder, isKustomization, files }) =>
    isKustomization || files.length > 1 ? folder : named(files[0] ?? folder),
  );
  return [ofFile(named(first.files[0] ?? first.folder), rootUnapplied([...new Set(names)]))];
}

/** The folder of a chart or a kustomization as the user would name it: from where the command runs. */
export function shownFolder(path: string, { tree, top }: Pick<Repository, 'tree' | 'top'>): string | undefined {
  if (!tree.charts.includes(path) && tree.kustomizationIn(path) === undefined) return undefined;
  const shown = relative('', resolve(top, path)).split(sep).join('/') || '.';
  return shown.startsWith('..') ? resolve(top, path) : shown;
}

/** Whether a file that is not there is in git, or would be: it is not ignored, in no submodule, and not left out of the checkout. */
function isInGit(path: string, top: string): boolean {
  if (isAbsolute(path)) return false;
  const asked = runGit(top, ['check-ignore', '--quiet', resolve(top, path)]);
  if (asked.status === 1) return runGit(top, ['ls-files', '--', resolve(top, path)]).stdout.length === 0;
  return asked.status === 128 && asked.problem.includes('not a git repository');
}

/** A finding about a file, and no object in it. */
export function ofFile(file: string, { rule, layer, severity, path, message, fix }: Finding): Violation {
  const nobody = { kind: null, namespace: null, name: null };
  return { rule, layer, severity, ...nobody, path, message, fix, file, document: null };
}
