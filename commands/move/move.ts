import { type Application, targetOf } from '../../constructs/index';
import { Kind } from '../../manifests/object/kinds';
import { groupKindOf, isKustomization, type Manifest } from '../../manifests/object/manifest';
import { type Plan, plan } from '../../plan';
import { joined } from '../../plan/engine/joined';
import { manifestsOf, treeOf } from '../applications/application-tree';
import { oneDatabase } from '../applications/serving-database';
import type { Console } from '../cli/console';
import { numberedSteps } from '../cli/numbered-steps';
import { oneApplication, oneNamed } from '../cli/one-named';
import { UsageError } from '../cli/usage-error';
import { applicationSources, writeApplication } from '../source/application-sources';
import { MOVES, type Moved } from './moves';
import { editVolumes } from './volume-edits';

/** What `npm run move` is asked for: one move. */
export interface MoveRequest extends Moved {
  /** Name of the application. */
  readonly application: string;
  /** Name of the Cluster, for applications that have several. */
  readonly cluster?: string;
  /** Name of another platform. */
  readonly platform?: string;
  /** Whether nothing is written. */
  readonly dryRun: boolean;
  /** Folder of the repository. */
  readonly root: string;
  readonly now: Date;
  readonly console: Console;
}

/**
 * Prints the commits of a move, and writes the first one into the source, where it is a change of literals: another storage class, or a size
 * that volumes grow to. They are the answer of `plan` to the change as one commit.
 * @returns the exit code
 * @throws UsageError for no move, several, or one that changes nothing
 */
export function move(applications: readonly Application[], request: MoveRequest): number {
  const { console } = request;
  const application = oneApplication(applications, request.application);
  const flag = onlyFlag(request);
  const { name, namespace } = oneDatabase(treeOf(application), application.name, request.cluster);
  const place = `Cluster ${namespace}/${name}`;
  const { changes, steps = [] } = planned(applications, application, name, request);
  if (changes.length === 0) throw new UsageError(`${flag} changes nothing of ${place}`);
  console.out(written(application, name, steps, request));
  if (steps.length === 0) {
    const fields = changes.flatMap((change) => change.fields.map(({ path, reason }) => `   ${path}: ${reason}\n`));
    console.out(`${place}: one commit is enough\n${fields.join('')}`);
  }
  for (const { object, reason, steps: commits } of steps) {
    console.out(`${object}: ${reason}\n\n`);
    console.out(numberedSteps(commits.map(({ commit, wait }) => [commit, `before the next: ${wait}`])));
  }
  return 0;
}

/** What became of the first commit. */
function written(application: Application, name: string, steps: Plan['steps'], request: MoveRequest): string {
  const { storageClass, size, dryRun, root } = request;
  const cluster = manifestsOf(application).find(
    (each) => groupKindOf(each) === Kind.CLUSTER && each.metadata.name === name,
  );
  const isInPlace = storageClass !== undefined || (size !== undefined && (steps ?? []).length === 0);
  if (!isInPlace || cluster === undefined) return 'Nothing is written: the first commit is more than other values.\n\n';
  try {
    const edited = editVolumes(applicationSources(root, application.name), { cluster, storageClass, size });
    if (!dryRun) writeApplication(root, edited);
    const known = application.platform?.storageClasses ?? [];
    const more =
      storageClass === undefined || known.includes(storageClass)
        ? ''
        : `; add '${storageClass}' to storageClasses in apps/platforms/${application.platform?.name}/config.ts`;
    const files = [...edited.keys()].join(', ');
    return `${dryRun ? `${files} would be changed (dry run: nothing is written)` : `${files} is changed: the first commit`}${more}\n\n`;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return `Nothing is written, change it by hand: ${error.message}\n\n`;
  }
}

function onlyFlag(request: MoveRequest): string {
  const known = [...MOVES, { option: 'platform', flag: '--platform' } as const];
  const given = known.filter(({ option }) => request[option] !== undefined).map(({ flag }) => flag);
  const [flag, ...more] = given;
  const choice = `give one of ${known.map((each) => each.flag).join(', ')}`;
  if (flag === undefined) throw new UsageError(`no move is named: ${choice}`);
  if (more.length > 0) throw new UsageError(`${given.join(' and ')} are several moves, one after another: ${choice}`);
  return flag;
}

/** What `plan` says of the move as one commit. */
function planned(
  applications: readonly Application[],
  application: Application,
  name: string,
  request: MoveRequest,
): Plan {
  const options = { now: request.now, target: targetOf(application) };
  const before = manifestsOf(application).filter((manifest) => !isKustomization(manifest));
  if (request.platform === undefined) {
    const after = MOVES.reduce<readonly Manifest[]>((manifests, { option, apply }) => {
      const to = request[option];
      return to === undefined ? manifests : apply(manifests, name, to);
    }, before);
    return plan(before, after, options);
  }
  const from = application.platform?.name;
  const platforms = applications.flatMap(({ platform }) => platform ?? []);
  const others = platforms.filter((each, i) => platforms.findIndex((other) => other.name === each.name) === i);
  const to = oneNamed(
    others.filter((each) => each.name !== from),
    request.platform,
    'other platform',
  ).name;
  const cluster = before.filter((each) => groupKindOf(each) === Kind.CLUSTER && each.metadata.name === name);
  return joined([
    { platform: from, plan: plan(cluster, [], options) },
    { platform: to, plan: plan([], cluster, options) },
  ]);
}
