import { posix } from 'node:path';
import { literalPattern } from '../../values/text/literal-pattern';

/** A folder or file; of an open one only the end is known: it follows a variable. */
interface Place {
  readonly path: string;
  readonly isOpen: boolean;
}

interface Argument {
  readonly place: Place;
  /** Whether what lies below is applied, too. */
  readonly isRecursive: boolean;
}

/** What the commands of a script, a Makefile or a workflow apply, and the folders that they change to, in order. */
export interface Commands {
  readonly text: string;
  readonly changes: readonly Place[];
  readonly applied: readonly Argument[];
}

/** What begins and ends a path: it is no part of another one. */
export const START = String.raw`(?<![\w./-])`;
export const END = String.raw`\/?(?![\w/-])(?!\.\w)`;
const GAP = String.raw`[\s=,"']+`;
/** A variable of a shell, of make, of a workflow or of a template. It may have spaces: `$(dirname "$0")`. */
const FILLED = String.raw`\$?\{\{.{0,99}?\}\}|\$\{.{0,99}?\}|\$\(.{0,99}?\)|\$[\w@*<^]+`;
const PLACE = String.raw`((?:${FILLED}|[^\s"'\`,;|&()[\]{}]|"(?=\/))+)`;
const CHANGE = new RegExp(
  String.raw`(?:\b(?:cd|pushd)\s+|\b(?:working[-_]directory|workdir|chdir|cwd|dir)["']?\s*[:=]\s*)["']?${PLACE}`,
  'g',
);
const APPLIES = /\b(?:apply|create|replace|deploy|build)\b/;
const FILE = new RegExp(
  String.raw`(?:(?:\s|["'])(?:-R?[kf]|--kustomize|--filename)|kustomize\)?${GAP}build)${GAP}${PLACE}`,
  'gi',
);
const FIND = new RegExp(String.raw`\bfind\s+["']?${PLACE}`, 'g');
/** kapp looks below a folder without being told. */
const RECURSIVE = /(?:\s|["'])(?:-R|-Rf|--recursive(?:=true)?)(?![\w=-])|\bkapp\b/;
const VARIABLE = new RegExp(String.raw`^.*(?:${FILLED}|~)[^/]*\/?`);

/** It begins in its own line: from each of many blank lines, all that follow would be looked at. */
const ASSIGNED = /^[^\S\r\n]*(?:export\s+)?(\w+)(?:\s*[:?]{0,2}=\s*|:\s+)["']?([\w./-]+)["']?\s*$/gm;
const USED = /\$\{\{\s*env\.(\w+)\s*\}\}|\$\{(\w+)\}|\$\((\w+)\)|\$(\w+)/g;

export function commandsIn(text: string): Commands {
  const lines = withValues(text.replace(/\\\r?\n/g, ' ')).split(/\r?\n/);
  const applying = lines.filter((line) => APPLIES.test(line));
  const found = applying.flatMap((line) => placesOf(line, FIND));
  const given = applying
    .flatMap((line) => line.split(/[;|&]/))
    .filter((command) => APPLIES.test(command))
    .flatMap((command) => placesOf(command, FILE).map((place) => ({ place, isRecursive: RECURSIVE.test(command) })));
  return {
    text,
    changes: lines.flatMap((line) => placesOf(line, CHANGE)),
    applied: [...given, ...found.map((place) => ({ place, isRecursive: true }))],
  };
}

/** Whether a command applies a path: in a folder to which another one has changed, behind a variable, or with a folder above it. */
export function isAppliedBy({ text, changes, applied }: Commands, path: string, from: string): boolean {
  if (applied.length === 0) return false;
  const starts = [
    { path: '.', isOpen: false },
    { path: posix.dirname(from), isOpen: false },
  ];
  // One change follows another, and only those on the way to the path matter.
  const bases = new Map(starts.map((place) => [keyOf(place), place]));
  for (const change of changes)
    for (const base of [...bases.values()]) {
      const next = below(base, change);
      if (isAbove(next, path) || isAt(next, path)) bases.set(keyOf(next), next);
    }
  return applied.some(({ place, isRecursive }) =>
    [...bases.values()]
      .map((base) => below(base, place))
      .some(
        (each) =>
          isAt(each, path) || (isRecursive && isAbove(each, path) && (!isUnknown(each) || namesAbove(text, path))),
      ),
  );
}

/** A text with the variables that it gives one value: one of several is as unknown as one of none. */
function withValues(text: string): string {
  const values = new Map<string, Set<string>>();
  for (const [, name = '', value = ''] of text.matchAll(ASSIGNED))
    values.set(name, (values.get(name) ?? new Set()).add(value));
  return text.replace(USED, (written, ...names) => {
    const [value, ...more] = values.get(names.slice(0, 4).find(Boolean)) ?? [];
    return more.length > 0 ? written : (value ?? written);
  });
}

function placesOf(text: string, pattern: RegExp): Place[] {
  return [...text.matchAll(pattern)].map(([, written = '']) => {
    const known = written.replace(VARIABLE, '');
    const isOpen = known !== written;
    const path = posix.join(known.replaceAll('"', ''), '.').replace(/(?<=.)\/$/, '');
    // What is above an unknown folder is as unknown.
    return { path: isOpen ? posix.join('.', path.replace(/^(?:\.\.(?:\/|$))+/, '')) : path, isOpen };
  });
}

function below(base: Place, place: Place): Place {
  return place.isOpen ? place : { path: posix.join(base.path, place.path), isOpen: base.isOpen };
}

function isUnknown({ path, isOpen }: Place): boolean {
  return isOpen && path === '.';
}

function isAt(place: Place, path: string): boolean {
  return path === place.path || (place.isOpen && path.endsWith(`/${place.path}`));
}

function isAbove(place: Place, path: string): boolean {
  if (place.path === '.') return true;
  return place.isOpen ? `/${path}`.includes(`/${place.path}/`) : path.startsWith(`${place.path}/`);
}

/** Whether a text has a folder above a path, which a variable may then be. */
function namesAbove(text: string, path: string): boolean {
  const above = posix.dirname(path);
  if (above === '.') return false;
  return hasPath(text, above) || namesAbove(text, above);
}

/** Whether a text has a path from the root of the repository. */
export function hasPath(text: string, path: string): boolean {
  return new RegExp(`${START}(?:\\.?/)?${literalPattern(path)}${END}`).test(text);
}

function keyOf({ path, isOpen }: Place): string {
  return `${path} ${isOpen}`;
}
