import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { App } from 'cdk8s';
import type { Acknowledgement, Application } from '../../constructs/index';
import type { Output } from '../../manifests/files/diff';
import { layout, place } from '../../manifests/files/layout';
import { print } from '../../manifests/files/print';
import { type Rendered, render } from '../../manifests/files/render';
import { RenderError } from '../../manifests/files/render-error';
import type { Manifest } from '../../manifests/object/manifest';
import { Index } from '../../manifests/object/object-index';
import type { Violation } from '../../manifests/object/violation';
import { checkLineage, LINEAGE_FILE, type LineageProblem } from '../../plan/lineage/lineage';
import { admitAsWritten } from '../../rules/admission/as-written';
import { proveCompliance } from '../../rules/compliance';
import { type Judge, judge, violationOrder } from '../../rules/engine/judge';
import { judgeFolders } from '../../rules/folders/argo-folders';
import { expiredDrill, proveObjectives } from '../../rules/objectives';
import { groupBy } from '../../values/collections/group-by';
import { inputProblem } from '../cli/input-problem';
import { treeOf } from './application-tree';
import { committedLocks } from './committed-locks';

export interface RenderRequest {
  readonly applications: readonly Application[];
  /** Folder of the repository. */
  readonly root: string;
  /** Output folder, absolute or relative to the root. */
  readonly outdir: string;
  readonly now: Date;
  /** Of objects whose application may be gone. @default - those of the applications only */
  readonly acknowledge?: readonly Acknowledgement[];
  /** A git ref: what this branch alone has committed since it left that one is no lineage yet. @default - HEAD and the default branch */
  readonly base?: string;
  /** @default - what the API server and CNPG's webhooks would say */
  readonly judges?: readonly Judge[];
}

export interface RenderedApplications {
  readonly output: Output;
  readonly violations: readonly Violation[];
  /** Construct path of an object by file and document, for messages. */
  readonly constructOf: (violation: Violation) => string | null;
}

/**
 * Builds, renders and judges all applications in memory. Each is judged for its own target and with its own suppressions, but sees
 * the objects of the others.
 * @throws RenderError with what is wrong with the trees of all of them
 */
export function renderApplications({
  applications,
  root,
  outdir,
  now,
  acknowledge = [],
  base,
  judges = [admitAsWritten, proveObjectives, proveCompliance, expiredDrill],
}: RenderRequest): RenderedApplications {
  const trees = RenderError.collect(applications.map((application) => () => renderOne(application)));
  const owners = new Map<Manifest, Application>();
  trees.forEach((tree, index) => {
    const application = applications[index];
    if (application) for (const { manifest } of tree) owners.set(manifest, application);
  });
  const placed = place(trees.flat());
  const extras = extraFiles(applications);
  const folder = relative(resolve(root), resolve(root, outdir)).split(sep).join('/');
  const documents = placed.map((object) => ({ ...object, file: `${folder}/${object.file}` }));
  const index = new Index(documents.map(({ manifest }) => manifest));
  const byOwner = groupBy(documents, ({ manifest }) => owners.get(manifest));
  const violations = applications.flatMap((application) => {
    const { target, suppressions } = application;
    return judge(byOwner.get(application) ?? [], { target, suppressions, now, judges, index });
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
    output: { root, folder: outdir, files: layout(placed), extras, locks: new Map([[LINEAGE_FILE, nextText]]) },
    violations: [...violations, ...judgeFolders(placed, folder), ...problems.map(lineageViolation)].sort(
      violationOrder,
    ),
    constructOf: ({ file, document }) => constructs.get(`${file}\n${document}`) ?? null,
  };
}

function lineageViolation({ message, fix }: LineageProblem): Violation {
  const nowhere = { kind: null, namespace: null, name: null, path: null, document: null };
  return { rule: 'lineage', layer: 'expert', severity: 'error', ...nowhere, message, fix, file: LINEAGE_FILE };
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
  return render(app);
}

function extraFiles(applications: readonly Application[]): Map<string, string> {
  const files = applications.flatMap(({ files }) => Object.entries(files?.() ?? {}));
  const problems = [...groupBy(files, ([path]) => path)]
    .filter(([, same]) => same.length > 1)
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
