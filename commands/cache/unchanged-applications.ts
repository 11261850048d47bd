import { isDeepStrictEqual } from 'node:util';
import type { Application } from '../../constructs/index';
import type { KeptApplications } from '../applications/kept-applications';
import { applicationFiles } from './application-files';
import type { KeptParts, KeptRun } from './kept-run';

/**
 * The applications none of whose files has changed; undefined where a file has changed that is of all of them, or of the tool.
 */
export function unchangedApplications(
  applications: readonly Application[],
  run: KeptRun,
  parts: KeptParts,
  changed: ReadonlySet<string>,
): KeptApplications | undefined {
  const owned = new Set(parts.applications.flatMap(({ files }) => files));
  if ([...changed].some((file) => !owned.has(file))) return undefined;
  const same = parts.applications.filter(({ files }) => !files.some((file) => changed.has(file)));
  const byExport = new Map(same.map((each) => [each.exported, each]));
  const exported = applicationFiles(applications);
  const texts = new Map(run.output.files);
  const objects = new Map(run.objects);
  const kustomizations = new Map(parts.kustomizations.map(([file, manifest, own]) => [file, { manifest, own }]));
  return {
    ofKustomization(file, manifest) {
      const before = kustomizations.get(file);
      return isDeepStrictEqual(before?.manifest, manifest) ? before?.own : undefined;
    },
    of: (application) => byExport.get(exported.get(application)?.exported ?? ''),
    textOf: (file, count) => (objects.get(file) === count ? texts.get(file) : undefined),
  };
}
