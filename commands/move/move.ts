import { type Application, targetOf } from '../../constructs/index';
import { Kind } from '../../manifests/object/kinds';
import { groupKindOf, isKustomization, type Manifest } from '../../manifests/object/manifest';
import { type Plan, plan } from '../../plan';
import { joined } from '../../plan/engine/joined';
import { manifestsOf, treeOf } from '../applications/application-tree';
import type { Console } from '../cli/console';
import { numberedSteps } from '../cli/numbered-steps';
import { oneNamed } from '../cli/one-named';
import { UsageError } from '../cli/usage-error';
import { chooseCluster } from '../restore/source';
import { MOVES, type Moved } from './moves';

/** What `npm run move` is asked for: one move. */
export interface MoveRequest extends Moved {
  /** Name of the application. */
  readonly application: string;
  /** Name of the Cluster, for applications that have several. */
  readonly cluster?: string;
  /** Name of another platform. */
  readonly platform?: string;
  readonly now: Date;
  readonly console: Console;
}

/**
 * Prints the commits of a move. They are the answer of `plan` to the change as one commit.
 * @returns the exit code
 * @throws UsageError for no move, several, or one that changes nothing
 */
export function move(applications: readonly Application[], request: MoveRequest): number {
  const { console } = request;
  const application = oneNamed(applications, request.application, 'application');
  const asked = [...MOVES.filter(({ option }) => request[option] !== undefined).map(({ flag }) => flag)];
  const all = [...asked, ...(request.platform === undefined ? [] : ['--platform'])];
  const known = [...MOVES.map(({ flag }) => flag), '--platform'].join(', ');
  if (all.length !== 1) {
    throw new UsageError(`${all.length === 0 ? 'no move' : `${all.join(' and ')} are several moves`}: give one of ${known}`);
  }
  const { name, namespace } = chooseCluster(treeOf(application), application.name, request.cluster);
  const before = manifestsOf(application).filter((manifest) => !isKustomization(manifest));
  const { changes, steps = [] } = planned(applications, application, before, name, request);
  const place = `Cluster ${namespace}/${name}`;
  const refused = changes.flatMap(({ fields }) => fields).find(({ impact, path }) => impact === 'rejected' && path === '');
  if (refused !== undefined) throw new UsageError(`${place}: ${refused.reason}`);
  if (changes.length === 0) throw new UsageError(`${all[0]} changes nothing of ${place}`);
  if (steps.length === 0) {
    const [{ fields }] = [changes[0] ?? { fields: [] }];
    const said = fields.map(({ path, reason }) => `   ${path}: ${reason}\n`).join('');
    console.out(`${place}: one commit is enough\n${said}`);
    return 0;
  }
  for (const { object, reason, steps: commits } of steps) {
    console.out(`${object}: ${reason}\n\n`);
    console.out(numberedSteps(commits.map(({ commit, wait }) => [commit, `before the next: ${wait}`])));
  }
  return 0;
}

function planned(
  applications: readonly Application[],
  application: Application,
  before: readonly Manifest[],
  name: string,
  request: MoveRequest,
): Plan {
  const options = { now: request.now, target: targetOf(application) };
  if (request.platform === undefined) {
    const after = MOVES.reduce((manifests, { option, apply }) => {
      const to = request[option];
      return to === undefined ? manifests : apply(manifests, name, to);
    }, before);
    return plan(before, after, options);
  }
  const platforms = applications.flatMap(({ platform }) => platform ?? []);
  const unique = platforms.filter((each, i) => platforms.findIndex((other) => other.name === each.name) === i);
  const to = oneNamed(unique, request.platform, 'platform').name;
  const from = application.platform?.name;
  if (to === from) throw new UsageError(`--platform ${to}: application "${application.name}" is there already`);
  const cluster = before.filter((manifest) => groupKindOf(manifest) === Kind.CLUSTER && manifest.metadata.name === name);
  return joined([
    { platform: from, plan: plan(cluster, [], options) },
    { platform: to, plan: plan([], cluster, options) },
  ]);
}
