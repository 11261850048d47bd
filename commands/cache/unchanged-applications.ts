import { isDeepStrictEqual } from 'node:util';
import type { Application } from '../../constructs/index';
import type { KeptApplications } from '../applications/kept-applications';
import { applicationFiles } from './application-files';
import { type KeptParts, type KeptRun, readParts } from './kept-run';
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
  applications: readonly Application[],
  run: KeptRun,
  pack: TextPack,
  changed: ReadonlySet<string>,
): Taken | undefined {
  const owned = new Set(run.applications.flatMap(({ files }) => files));
  if ([...changed].some((file) => !owned.has(file))) return undefined;
  const same = run.applications.filter(({ files }) => !files.some((file) => changed.has(file)));
  const parts = readParts(run, same, pack);
  if (parts === undefined) return undefined;
  const exported = applicationFiles(applications);
  const kustomizations = new Map(parts.kustomizations.map(([file, manifest, own]) => [file, { manifest, own }]));
  const kept: KeptApplications = {
    ofKustomization(file, manifest) {
      const before = kustomizations.get(file);
      return isDeepStrictEqual(before?.manifest, manifest) ? before?.own : undefined;
    },
    of: (application) => parts.applications.get(exported.get(application)?.exported ?? ''),
    textOf: (file, count) => (parts.objects.get(file) === count ? parts.texts.get(file) : undefined),
  };
  return { run, changed, parts, kept };
}
