import type { Output } from '../../manifests/files/diff';
import type { GroupKind } from '../../manifests/object/manifest';
import type { Violation } from '../../manifests/object/violation';
import type { RenderedApplications } from '../applications/render-applications';
import type { ApplicationFiles } from './application-files';
import { type FileStamp, isUnchanged } from './file-stamp';
import { type KeptFile, settledOf } from './kept-files';
import type { PackedText } from './pack-reader';
import { TextPack } from './text-pack';

/** What decides a result beside the files that are loaded for it. */
export interface Circumstances {
  /** What the objects of one application and what is found in them depend on: the version of Node, the day, the time zone. */
  readonly moment: string;
  /** What else the whole depends on: options, git. */
  readonly surroundings: string;
  /** What the lineage lock hashes to; null where there is none. */
  readonly lock: string | null;
}

type Entries = readonly (readonly [path: string, text: string])[];

/** What all applications came to, and every file that was loaded for it. What is long is in a pack of texts. */
export interface KeptRun {
  readonly moment: string;
  readonly surroundings: string;
  /** What the lock hashes to with which it comes out alike; null where there is none. */
  readonly locks: readonly (string | null)[];
  readonly stamps: readonly FileStamp[];
  /** Of the environment, as far as applications have asked for it. */
  readonly variables: readonly (readonly [name: string, value: string | null])[];
  readonly files: readonly KeptFile[];
  readonly others: { readonly extras: Entries; readonly locks: Entries };
  /** Those that `synth` or `check` print. */
  readonly violations: readonly (readonly [Violation, construct: string | null])[];
  readonly applications: readonly (ApplicationFiles & { readonly part: PackedText })[];
  /** Whether these are all: those that a function makes for the list are not here. */
  readonly isWhole: boolean;
  /** All that is found, in the order of the positions by which the others name it. */
  readonly findings: readonly PackedText[];
  readonly kustomizations: PackedText;
  /** Of which kinds who has looked others up. */
  readonly looked: readonly (readonly [name: string, kinds: readonly GroupKind[]])[];
}

/** The files and, with a `$`, the variables that are no longer what the run has read. */
export function changesSince({ stamps, variables }: KeptRun): Set<string> {
  const files = stamps.filter((stamp) => !isUnchanged(stamp)).map(({ path }) => path);
  const others = variables.filter(([name, value]) => (process.env[name] ?? null) !== value);
  return new Set([...files, ...others.map(([name]) => `$${name}`)]);
}

/** Whether it would come out alike. */
export function holdsFor(run: KeptRun, { moment, surroundings, lock }: Circumstances): boolean {
  return run.moment === moment && run.surroundings === surroundings && run.locks.includes(lock);
}

/** The same result; undefined where a file of the output is another now, and its text is not whole. */
export function renderedBy(
  { files, others, violations }: KeptRun,
  place: Pick<Output, 'root' | 'folder'>,
  pack: TextPack,
): RenderedApplications | undefined {
  const settled = settledOf(files, place);
  const open = files.filter(([path]) => !settled.has(path));
  const texts = pack.read(
    open.map(([, , text]) => text),
    String,
  );
  if (texts === undefined) return undefined;
  const constructs = new Map(violations);
  return {
    output: {
      ...{ ...place, settled },
      files: new Map(open.map(([path], i) => [path, texts[i] ?? ''])),
      extras: new Map(others.extras),
      locks: new Map(others.locks),
    },
    violations: [...constructs.keys()],
    constructOf: (violation) => constructs.get(violation) ?? null,
  };
}

export function packOf(file: string): TextPack {
  return new TextPack(`${file}.texts`);
}
