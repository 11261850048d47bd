import { existsSync, readFileSync } from 'node:fs';
import { join, posix, relative, resolve, sep } from 'node:path';
import type { App } from 'cdk8s';
import type { Acknowledgement, Application } from '../../constructs/index';
import type { Output } from '../../manifests/files/diff';
import { layout, place } from '../../manifests/files/layout';
import { print } from '../../manifests/files/print';
import type { Rendered } from '../../manifests/files/render';
import { RenderError } from '../../manifests/files/render-error';
import type { Violation } from '../../manifests/object/violation';
import { checkLineage, LINEAGE_FILE } from '../../plan/lineage/lineage';
import { type JudgeOptions, judge, violationOrder } from '../../rules/engine/judge';
import { DIST } from '../../rules/folders/argo-folders';
import { lineageViolation } from '../../rules/lineage/lineage-violation';
import { groupBy } from '../../values/collections/group-by';
import { inputProblem } from '../cli/input-problem';
import { acceptedFindings } from './accepted-findings';
import { placedOn, treeOf } from './application-tree';
import { committedLocks } from './committed-locks';
import { sitesOf } from './sites';
import { storageClassProblems } from './storage-class-problems';

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
}

export interface RenderedApplications {
  readonly output: Output;
  readonly violations: readonly Violation[];
  /** Construct path of an object by file and document, for messages. */
  readonly constructOf: (violation: Violation) => string | null;
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
  now,
  acknowledge = [],
  base,
  only,
}: RenderRequest): RenderedApplications {
  const trees = RenderError.collect(applications.map((application) => () => renderOne(application)));
  const rendered = applications.flatMap((owner, i) => (trees[i] ?? []).map((object) => ({ ...object, owner })));
  const owners = new Map(rendered.map(({ manifest, owner }) => [manifest, owner]));
  // The kustomization of a folder is nobody's object.
  const folderOwners = new Map(rendered.map(({ path, owner }) => [path, owner]));
  const placed = place(trees.flat());
  const platformOf = new Map(rendered.map(({ path, platform }) => [path, platform]));
  const extras = extraFiles(applications);
  const folder = relative(resolve(root), resolve(root, outdir)).split(sep).join('/');
  const documents = placed.map((object) => {
    const path = posix.dirname(object.file);
    return {
      ...object,
      path,
      platform: platformOf.get(path),
      file: `${folder}/${object.file}`,
      place: { folder: `${DIST}/${path}`, whole: DIST },
    };
  });
  const byOwner = groupBy(documents, ({ manifest, path }) => owners.get(manifest) ?? folderOwners.get(path));
  const onPlatform = groupBy(documents, ({ platform }) => platform);
  const violations = applications.flatMap((application) => {
    const own = byOwner.get(application) ?? [];
    return sitesOf(application, own).flatMap(({ platform, target, suppressions, documents: those }) => {
      const there = onPlatform.get(platform) ?? [];
      // The two sites of a database know each other.
      const others = own.filter((document) => document.platform !== platform);
      return judge(those, {
        target,
        suppressions,
        now,
        among: others.length === 0 ? there : [...there, ...others],
        ...(only && { only }),
      });
    });
  });
  const lock = join(root, LINEAGE_FILE);
  const { problems, nextText } = checkLineage(
    existsSync(lock) ? readFileSync(lock, 'utf8') : undefined,
    documents.map(({ manifest }) => manifest),
    [...acknowledge, ...applications.flatMap((application) => application.acknowledge ?? [])],
    committedLocks(root, folder, base),
  );
  const constructs = new Map(documents.map(({ file, document, construct }) => [`${file}\n${document}`, construct]));
  return {
    output: {
      root,
      folder: outdir,
      files: new Map([...layout(placed), ...acceptedFindings(applications)]),
      extras,
      locks: new Map([[LINEAGE_FILE, nextText]]),
    },
    violations: [...violations, ...problems.map((problem) => lineageViolation(problem, LINEAGE_FILE))].sort(
      violationOrder,
    ),
    constructOf: ({ file, document }) => constructs.get(`${file}\n${document}`) ?? null,
  };
}

// Input without meaning throws while the tree is built; the other applications still say what is wrong with theirs.
function renderOne(application: Application): Rendered[] {
  let app: App;
  try {
    app = treeOf(application);
  } catch (error) {
    const problem = inputProblem(error);
    if (problem === undefined) throw error;
    throw new RenderError([`${application.name}: ${problem}`]);
  }
  const rendered = placedOn(application, app);
  const problems = storageClassProblems(application, rendered);
  if (problems.length > 0) throw new RenderError(problems);
  return rendered;
}

function extraFiles(applications: readonly Application[]): Map<string, string> {
  const files = applications.flatMap(({ files }) => Object.entries(files?.() ?? {}));
  const problems = [...groupBy(files, ([path]) => path)]
    .filter(([, same]) => new Set(same.map(([, content]) => print([content]))).size > 1)
    .map(
      ([path]) =>
        `${path} is made by ${applications
          .filter(({ files }) => files && path in files())
          .map(({ name }) => name)
          .join(' and ')}; keep one`,
    );
  if (problems.length > 0) throw new RenderError(problems);
  return new Map(files.map(([path, content]) => [path, print([content])]));
}
