import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Acknowledgement, Application } from '../../constructs/index';
import type { Output } from '../../manifests/files/diff';
import { RenderError } from '../../manifests/files/render-error';
import { type GroupKind, isKustomization, type Manifest } from '../../manifests/object/manifest';
import type { Violation } from '../../manifests/object/violation';
import { checkLineage } from '../../plan/lineage/lineage';
import { LINEAGE_FILE } from '../../plan/lineage/lineage-files';
import type { OwnFindings } from '../../rules/engine/ask';
import { type JudgeOptions, violationOrder } from '../../rules/engine/judge';
import { lineageViolation } from '../../rules/lineage/lineage-violation';
import { acceptedFindings } from './accepted-findings';
import { committedLocks } from './committed-locks';
import { extraFiles } from './extra-files';
import { type FileToPrint, filesToPrint, printed } from './files-to-print';
import { judgeApplications } from './judge-applications';
import { type KeptApplication, type KeptApplications, NOTHING_KEPT, ownFindings } from './kept-applications';
import { constructsAmong, placedDocuments } from './placed-documents';
import { renderApplication } from './render-application';

export interface RenderRequest {
  readonly applications: readonly Application[];
  /** Folder of the repository. */
  readonly root: string;
  /** Output folder, absolute or relative to the root. */
  readonly outdir: string;
  readonly now: Date;
  /** Of objects whose application may be gone. @default - those of the applications only */
  readonly acknowledge?: readonly Acknowledgement[];
  /** A git ref: what only this branch has committed since then is not lineage yet. @default - HEAD and the default branch */
  readonly base?: string;
  /** @default - the whole ruleset */
  readonly only?: JudgeOptions['only'];
  /** Whether findings of severity `info` are wanted. @default true */
  readonly hints?: boolean;
  /** What an earlier run has left. Hints of what it holds have no words. @default - everything is rendered and judged */
  readonly kept?: KeptApplications;
  /** Takes the files, and prints those that are wanted. @default - all are printed */
  readonly hold?: (files: Iterable<FileToPrint>) => ReadonlyMap<string, string>;
  /** Calls what runs the code of applications. @default - it is called as it is */
  readonly watch?: <Result>(run: () => Result) => Result;
}

export interface RenderedApplications {
  readonly output: Output;
  readonly violations: readonly Violation[];
  /** Construct path of an object by file and document, for messages. */
  readonly constructOf: (violation: Violation) => string | null;
}

/** The same with what a later run may start from. */
export interface FreshlyRendered extends RenderedApplications {
  readonly applications: ReadonlyMap<Application, KeptApplication>;
  /** The kustomizations of folders, and what was found in them. */
  readonly kustomizations: readonly (readonly [file: string, Manifest, OwnFindings])[];
  /** Of which kinds who has looked others up. */
  readonly looked: readonly (readonly [name: string, kinds: ReadonlySet<GroupKind>])[];
  /** The texts of the lock with which it comes out alike; null where there is none. */
  readonly locks: readonly (string | null)[];
}

/**
 * Builds, renders and judges all applications in memory. Each is judged for its own target and with its own suppressions, but sees
 * the objects of the others on its platform.
 * @throws RenderError with what is wrong with the trees of all of them
 */
export function renderApplications({
  applications,
  root,
  outdir,
  now: instant,
  acknowledge = [],
  base,
  only,
  hints = true,
  kept = NOTHING_KEPT,
  hold = printed,
  watch = (run) => run(),
}: RenderRequest): FreshlyRendered {
  // All runs of a day judge alike.
  const now = new Date(instant.toISOString().slice(0, 10));
  const results = watch(() =>
    RenderError.collect(
      applications.map((application) => () => kept.of(application) ?? renderApplication(application)),
    ),
  );
  const known = ownFindings(applications.flatMap((application) => kept.of(application) ?? []));
  const folder = relative(resolve(root), resolve(root, outdir)).split(sep).join('/');
  const trees = new Map(applications.map((application, i) => [application, results[i]?.rendered ?? []]));
  const documents = placedDocuments(trees, folder);
  const kustomizations = documents.filter(({ manifest }) => isKustomization(manifest));
  for (const { file, manifest } of kustomizations) {
    const own = kept.ofKustomization(file, manifest);
    if (own !== undefined) known.set(manifest, own);
  }
  const reopened = kept.reopened(trees, kustomizations);
  const extras = watch(() => extraFiles(applications));
  const { violations, found, looked } = judgeApplications(applications, documents, {
    now,
    known,
    reopened,
    hints,
    only,
  });
  const lock = join(root, LINEAGE_FILE);
  const before = existsSync(lock) ? readFileSync(lock, 'utf8') : undefined;
  const manifests = documents.map(({ manifest }) => manifest);
  const acknowledged = [
    ...acknowledge,
    ...applications.flatMap((application, i) => [
      ...(application.acknowledge ?? []),
      ...(results[i]?.acknowledged ?? []),
    ]),
  ];
  const committed = committedLocks(root, folder, base);
  const lineage = (text: string | undefined) => checkLineage(text, manifests, acknowledged, committed);
  const { problems, nextText } = lineage(before);
  const isSettled = before === nextText || isDeepStrictEqual(lineage(nextText), { problems, nextText });
  return {
    output: {
      root,
      folder: outdir,
      files: hold(filesToPrint(folder, documents, known, acceptedFindings(applications))),
      extras,
      locks: new Map([[LINEAGE_FILE, nextText]]),
    },
    violations: [...violations, ...problems.map((problem) => lineageViolation(problem, LINEAGE_FILE))].sort(
      violationOrder,
    ),
    constructOf: constructsAmong(documents),
    applications: new Map(
      applications.map((application, i) => {
        const { rendered, acknowledged } = results[i] ?? { rendered: [], acknowledged: [] };
        return [
          application,
          { rendered, acknowledged, own: rendered.map(({ manifest }) => found.get(manifest) ?? null) },
        ];
      }),
    ),
    kustomizations: kustomizations.flatMap(({ file, manifest }) => {
      const own = found.get(manifest);
      return own === undefined ? [] : [[file, manifest, own] as const];
    }),
    looked,
    locks: [before ?? null, ...(isSettled ? [nextText] : [])],
  };
}
