import type { Application } from '../../constructs/index';
import { equal } from '../../manifests/object/json';
import { Kind } from '../../manifests/object/kinds';
import { groupKindOf, type Manifest } from '../../manifests/object/manifest';
import type { KeptApplications } from '../applications/kept-applications';
import type { ApplicationFiles } from './application-files';
import { changedKinds } from './changed-kinds';
import { type KeptParts, readParts } from './kept-parts';
import type { KeptRun } from './kept-run';
import type { TextPack } from './text-pack';

/** What is taken from an earlier run. */
export interface Taken {
  readonly run: KeptRun;
  readonly changed: ReadonlySet<string>;
  readonly parts: KeptParts;
  readonly kept: KeptApplications;
}

/**
 * The applications none of whose files has changed; undefined where a file has changed that is of all of them, or of the tool, or where what
 * was kept of them is not whole.
 */
export function unchangedApplications(
  run: KeptRun,
  pack: TextPack,
  changed: ReadonlySet<string>,
  exported: ReadonlyMap<Application, ApplicationFiles>,
): Taken | undefined {
  const owned = new Set(run.applications.flatMap(({ files }) => files));
  if ([...changed].some((file) => !owned.has(file))) return undefined;
  const parts = readParts(run, pack);
  if (parts === undefined) return undefined;
  const same = new Set(
    run.applications.flatMap((each) => (each.files.some((file) => changed.has(file)) ? [] : [each.exported])),
  );
  const kustomizations = new Map(parts.kustomizations.map(([file, manifest, own]) => [file, { manifest, own }]));
  const nameOf = (application: Application) => exported.get(application)?.exported ?? '';
  const of = (application: Application) =>
    same.has(nameOf(application)) ? parts.applications.get(nameOf(application)) : undefined;
  const ofKustomization = (file: string, manifest: Manifest) => {
    const before = kustomizations.get(file);
    return before && equal(before.manifest, manifest) ? before.own : undefined;
  };
  const kept: KeptApplications = {
    of,
    ofKustomization,
    reopened(rendered, folders) {
      const there = new Set([...rendered.keys()].filter(of).map(nameOf));
      const before = [...parts.applications].flatMap(([name, each]) => (there.has(name) ? [] : each.rendered));
      const kinds = changedKinds(
        before,
        [...rendered].flatMap(([application, objects]) => (of(application) ? [] : objects)),
      );
      const areSame =
        folders.length === kustomizations.size && folders.every((each) => ofKustomization(each.file, each.manifest));
      const either = [
        ...folders.map(({ manifest }) => manifest),
        ...parts.kustomizations.map(([, manifest]) => manifest),
      ];
      for (const manifest of areSame ? [] : either) kinds.add(groupKindOf(manifest));
      const holds = run.looked.filter(([, looked]) => !looked.some((kind) => kind === Kind.ANY || kinds.has(kind)));
      const closed = new Set(run.isWhole ? holds.map(([name]) => name) : []);
      return (name) => !closed.has(name);
    },
  };
  return { run, changed, parts, kept };
}
