import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Difference, Output } from '../../manifests/files/diff';
import type { Violation } from '../../manifests/object/violation';
import type { KeptApplication } from '../applications/kept-applications';
import type { FreshlyRendered, RenderedApplications } from '../applications/render-applications';
import type { RunOutcome } from '../applications/run-outcome';
import type { ApplicationFiles } from './application-files';
import { writeChecked } from './checked-file';
import { digest, type FileStamp, isUnchanged, stampOf } from './file-stamp';
import { type Instants, type KeptFile, settledOf, statesAfter } from './kept-files';
import { STARTED } from './started';
import { type PackedText, TextPack } from './text-pack';
import type { Witness } from './witness';

/** What decides a result beside the files that are loaded for it. */
export interface Circumstances {
  /** What the objects of one application and what is found in them depend on: the version of Node, the day. */
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
  readonly kustomizations: PackedText;
}

/** What each application came to: read where something has changed, and only then. */
export interface KeptParts {
  readonly applications: ReadonlyMap<string, KeptApplication>;
  readonly kustomizations: FreshlyRendered['kustomizations'];
  readonly texts: ReadonlyMap<string, string>;
  readonly objects: ReadonlyMap<string, number>;
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
  const texts = pack.read(open.map(([, , text]) => text));
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

export interface Loading {
  readonly loaded: readonly string[];
  /** When it began. */
  readonly started: number;
  /** The files of each application. */
  readonly own: ReadonlyMap<unknown, ApplicationFiles>;
  readonly witness: Witness;
  /** The earlier run from which something was taken, and what has changed since then: what it has read, this result is made of, too. */
  readonly takenFrom?: { readonly run: KeptRun; readonly parts: KeptParts; readonly changed: ReadonlySet<string> };
}

/** The clock of a file system ticks every few milliseconds. */
const COARSE = 50;

/**
 * Keeps a result. Nothing is kept where a file has been changed since the run began, or applications have asked for what cannot be compared.
 */
export function keepRun(
  file: string,
  { moment, surroundings }: Circumstances,
  made: FreshlyRendered,
  { difference }: RunOutcome,
  { loaded, started, own, witness, takenFrom }: Loading,
  before?: KeptRun,
): void {
  const known = new Map(before?.stamps.map((stamp) => [stamp.path, stamp]));
  const taken = takenFrom?.run.stamps.filter(({ path }) => !takenFrom.changed.has(path)) ?? [];
  const paths = new Set([...loaded, ...witness.files, ...taken.map(({ path }) => path)]);
  const instants = instantsOf(file, started);
  const stamps = [...paths].flatMap((path) => stampOf(path, instants.read, known.get(path)) ?? []);
  const isGone = Object.keys(require.cache).some((path) => !existsSync(path));
  if (witness.isLost || isGone || stamps.length < paths.size) return;
  const { output, violations, constructOf, locks } = made;
  const { run, parts } = takenFrom ?? {};
  const [files, partOf] = [
    new Map(run?.files.map((each) => [each[0], each])),
    new Map(run?.applications.map(({ exported, part }) => [exported, part])),
  ];
  const stateOf = difference ? statesAfter(output, difference, instants) : () => undefined;
  packOf(file).write(run ? packedIn(run) : [], (pack) => {
    writeChecked(file, {
      ...{ moment, surroundings, stamps },
      locks: locks.map((text) => (text === null ? null : digest(text))),
      variables: [...new Map([...(run?.variables ?? []), ...witness.variables])],
      files: [...output.files].map(([path, text]) => {
        const earlier = parts?.texts.get(path) === text ? files.get(path) : undefined;
        return [path, made.objects.get(path) ?? 0, pack(() => text, earlier?.[2]), stateOf(path) ?? earlier?.[3] ?? ''];
      }),
      others: { extras: [...(output.extras ?? [])], locks: [...(output.locks ?? [])] },
      violations: violations
        .filter(({ severity }) => severity !== 'info')
        .map((violation) => [violation, constructOf(violation)]),
      applications: [...made.applications].flatMap(([application, kept]) => {
        const names = own.get(application);
        if (names === undefined) return [];
        const isTaken = parts?.applications.get(names.exported)?.rendered === kept.rendered;
        return { ...names, part: pack(() => JSON.stringify(kept), isTaken ? partOf.get(names.exported) : undefined) };
      }),
      kustomizations: pack(() => JSON.stringify(made.kustomizations)),
    } satisfies KeptRun);
  });
}

/** Keeps that files of the output are now known to have their texts, and need not be read again. */
export function keepStates(file: string, run: KeptRun, output: Output, difference: Difference): void {
  const stateOf = statesAfter(output, difference, instantsOf(file, STARTED));
  const files = run.files.map(
    ([path, objects, text, state]): KeptFile => [path, objects, text, stateOf(path) ?? state],
  );
  if (files.some(([, , , state], i) => state !== run.files[i]?.[3]))
    writeChecked(file, { ...run, files } satisfies KeptRun);
}

/** What was kept of some applications; undefined where it is not whole. */
export function readParts(
  { files, kustomizations }: KeptRun,
  applications: KeptRun['applications'],
  pack: TextPack,
): KeptParts | undefined {
  const texts = pack.read(files.map(([, , text]) => text));
  const parts = pack.read([kustomizations, ...applications.map(({ part }) => part)]);
  if (texts === undefined || parts === undefined) return undefined;
  const [first, ...others] = parts.map((part) => JSON.parse(part));
  return {
    applications: new Map(applications.map(({ exported }, i) => [exported, others[i]])),
    kustomizations: first,
    texts: new Map(files.map(([path], i) => [path, texts[i] ?? ''])),
    objects: new Map(files.map(([path, objects]) => [path, objects])),
  };
}

export function packOf(file: string): TextPack {
  return new TextPack(`${file}.texts`);
}

function packedIn({ files, applications, kustomizations }: KeptRun): PackedText[] {
  return [...files.map(([, , text]) => text), ...applications.map(({ part }) => part), kustomizations];
}

/** The clock of a file system may be that of another machine, and behind ours. */
function instantsOf(file: string, started: number): Instants {
  const probe = `${file}.${process.pid}.clock`;
  mkdirSync(dirname(file), { recursive: true });
  const now = Date.now();
  writeFileSync(probe, '');
  const { ctimeMs } = statSync(probe);
  rmSync(probe);
  const behind = Math.max(0, now - ctimeMs);
  return { read: started - COARSE - behind, written: now - COARSE - behind };
}
