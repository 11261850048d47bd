import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Difference, Output } from '../../manifests/files/diff';
import type { GroupKind } from '../../manifests/object/manifest';
import { groupBy } from '../../values/collections/group-by';
import type { KeptApplication } from '../applications/kept-applications';
import type { FreshlyRendered } from '../applications/render-applications';
import type { RunOutcome } from '../applications/run-outcome';
import type { AddedTexts } from './added-texts';
import type { ApplicationFiles } from './application-files';
import { writeChecked } from './checked-file';
import { digest, stampOf } from './file-stamp';
import type { HeldTexts } from './held-texts';
import { type Instants, type KeptFile, statesAfter } from './kept-files';
import { FindingsList, type KeptParts } from './kept-parts';
import type { Circumstances, KeptRun } from './kept-run';
import type { PackedText } from './pack-reader';
import { STARTED } from './started';
import type { Witness } from './witness';

export interface Loading {
  readonly loaded: readonly string[];
  /** When it began. */
  readonly started: number;
  /** The files of each application. */
  readonly own: ReadonlyMap<unknown, ApplicationFiles>;
  readonly witness: Witness;
  readonly texts: HeldTexts;
  readonly added: AddedTexts;
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
  { loaded, started, own, witness, texts, added, takenFrom }: Loading,
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
  const states = new Map(run?.files.map(([path, , , state]) => [path, state]));
  const partOf = new Map(run?.applications.map(({ exported, part }) => [exported, part]));
  const list = added.grows && run && parts ? new FindingsList(parts.findings, run.findings) : new FindingsList();
  const stateOf = difference ? statesAfter(output, difference, instants) : () => undefined;
  const applications = [...made.applications].flatMap(([application, kept]) => {
    const names = own.get(application);
    if (names === undefined) return [];
    const before = isSame(parts?.applications.get(names.exported), kept) ? partOf.get(names.exported) : undefined;
    return { ...names, part: added.add(() => JSON.stringify(list.application(kept)), before) };
  });
  const kustomizations = added.add(() => JSON.stringify(made.kustomizations.map((each) => list.kustomization(each))));
  const kept: KeptRun = {
    ...{ moment, surroundings, stamps },
    locks: locks.map((text) => (text === null ? null : digest(text))),
    variables: [...new Map([...(run?.variables ?? []), ...witness.variables])],
    files: texts.places().map(({ path, objects, text, isKept }) => {
      const place = isKept ? added.add(() => texts.get(path) ?? '', text) : text;
      return [path, objects, place, stateOf(path) ?? (isKept ? states.get(path) : undefined) ?? ''];
    }),
    others: { extras: [...(output.extras ?? [])], locks: [...(output.locks ?? [])] },
    violations: violations.map((violation) => [violation, constructOf(violation)]),
    applications,
    isWhole: [...made.applications.keys()].every((application) => own.has(application)),
    looked: together([...(run?.looked ?? []), ...made.looked]),
    findings: list.packed(added),
    kustomizations,
  };
  texts.close();
  added.keep();
  writeChecked(file, kept);
}

/** Whether an application came to the same: what is found in it among others may be another thing now. */
function isSame(before: KeptApplication | undefined, now: KeptApplication): boolean {
  return before?.rendered === now.rendered && now.own.every((each, i) => each === before.own[i]);
}

function together(looked: readonly (readonly [name: string, kinds: Iterable<GroupKind>])[]): KeptRun['looked'] {
  const byName = groupBy(looked, ([name]) => name);
  return [...byName].map(([name, all]) => [name, [...new Set(all.flatMap(([, kinds]) => [...kinds]))]]);
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

/** What is packed of a run. */
export function packedIn({ files, applications, findings, kustomizations }: KeptRun): PackedText[] {
  return [...files.map(([, , text]) => text), ...applications.map(({ part }) => part), ...findings, kustomizations];
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
