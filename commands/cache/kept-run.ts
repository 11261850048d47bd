import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Output } from '../../manifests/files/diff';
import type { Violation } from '../../manifests/object/violation';
import type { KeptApplication } from '../applications/kept-applications';
import type { FreshlyRendered, RenderedApplications } from '../applications/render-applications';
import type { ApplicationFiles } from './application-files';
import { readChecked, writeChecked } from './checked-file';
import { type FileStamp, isUnchanged, stampOf } from './file-stamp';
import type { Witness } from './witness';

/** What decides a result beside the files that are loaded for it. */
export interface Circumstances {
  /** What the objects of one application and what is found in them depend on: the version of Node, the day. */
  readonly moment: string;
  /** What else the whole depends on: options, git. */
  readonly surroundings: string;
  /** The text of the lineage lock; null where there is none. */
  readonly lock: string | null;
}

type Entries = readonly (readonly [path: string, text: string])[];

/** What all applications came to, and every file that was loaded for it. */
export interface KeptRun {
  /** By it the other half of what a run leaves is known to be of the same run. */
  readonly id: string;
  readonly moment: string;
  readonly surroundings: string;
  readonly locks: readonly (string | null)[];
  readonly stamps: readonly FileStamp[];
  /** Of the environment, as far as applications have asked for it. */
  readonly variables: readonly (readonly [name: string, value: string | null])[];
  readonly output: { readonly files: Entries; readonly extras: Entries; readonly locks: Entries };
  readonly objects: readonly (readonly [file: string, objects: number])[];
  readonly violations: readonly (readonly [Violation, construct: string | null])[];
}

/** What each application came to: read where something has changed, and only then. */
export interface KeptParts {
  readonly id: string;
  readonly applications: readonly (ApplicationFiles & KeptApplication)[];
  readonly kustomizations: FreshlyRendered['kustomizations'];
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

export function renderedBy(
  { output, violations }: KeptRun,
  place: Pick<Output, 'root' | 'folder'>,
): RenderedApplications {
  const { files, extras, locks } = output;
  const constructs = new Map(violations);
  return {
    output: { ...place, files: new Map(files), extras: new Map(extras), locks: new Map(locks) },
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
  readonly takenFrom?: { readonly run: KeptRun; readonly changed: ReadonlySet<string> };
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
  { loaded, started, own, witness, takenFrom }: Loading,
  before?: KeptRun,
): void {
  const known = new Map(before?.stamps.map((stamp) => [stamp.path, stamp]));
  const taken = takenFrom?.run.stamps.filter(({ path }) => !takenFrom.changed.has(path)) ?? [];
  const paths = new Set([...loaded, ...witness.files, ...taken.map(({ path }) => path)]);
  const began = started - COARSE - clockBehind(file);
  const stamps = [...paths].flatMap((path) => stampOf(path, began, known.get(path)) ?? []);
  const isGone = Object.keys(require.cache).some((path) => !existsSync(path));
  if (witness.isLost || isGone || stamps.length < paths.size) return;
  const { output, violations, constructOf, locks } = made;
  const id = `${process.pid} ${started}`;
  const run: KeptRun = {
    ...{ id, moment, surroundings, locks, stamps },
    variables: [...new Map([...(takenFrom?.run.variables ?? []), ...witness.variables])],
    output: { files: [...output.files], extras: [...(output.extras ?? [])], locks: [...(output.locks ?? [])] },
    objects: [...made.objects],
    violations: violations.map((violation) => [violation, constructOf(violation)]),
  };
  const applications = [...made.applications].flatMap(([application, kept]) => {
    const files = own.get(application);
    return files === undefined ? [] : [{ ...files, ...kept }];
  });
  writeChecked(file, run);
  writeChecked(partsFile(file), { id, applications, kustomizations: made.kustomizations } satisfies KeptParts);
}

export function readParts(file: string, { id }: KeptRun): KeptParts | undefined {
  const parts = readChecked<KeptParts>(partsFile(file));
  return parts?.id === id ? parts : undefined;
}

/** By how much the file system's clock is behind ours: it may be that of another machine. */
function clockBehind(file: string): number {
  const probe = `${file}.${process.pid}.clock`;
  mkdirSync(dirname(file), { recursive: true });
  const now = Date.now();
  writeFileSync(probe, '');
  const { ctimeMs } = statSync(probe);
  rmSync(probe);
  return Math.max(0, now - ctimeMs);
}

function partsFile(file: string): string {
  return `${file}.parts`;
}
