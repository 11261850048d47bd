import type { GitOps, Recovery } from '../../constructs/index';
import type { KnownBug } from '../../manifests/releases/known-bugs';
import { JUNE, type Repair, repairFor } from '../../manifests/releases/repairs';
import { engineName } from '../cli/engine-name';
import { numberedSteps } from '../cli/numbered-steps';
import { type Clients, served, started, stopped } from './clients';

/** What a procedure is printed for. */
export interface Situation {
  readonly application: string;
  readonly namespace: string;
  /** The file that declares the recoveries. */
  readonly file: string;
  readonly recovery: Recovery;
  /** The cluster that applications connect to now. */
  readonly serving: string;
  /** Names of the poolers that lead to it. */
  readonly poolers: readonly string[];
  /** Who connects to it. */
  readonly clients: Clients;
  /** Version of the operator. */
  readonly operator: string;
  /** What applies the manifests. @default 'argocd' */
  readonly gitops?: GitOps | undefined;
  /** Whether another application may have copies in the namespace. @default false */
  readonly isShared?: boolean;
  /** Lines about findings that are accepted of the cluster that is recovered, by its name. @default - none */
  readonly accepted?: readonly string[];
  /** What of that version the recovery can meet. */
  readonly bugs: readonly { readonly bug: KnownBug; readonly repair: Repair }[];
}

/** Bugs of the operator that the recovery itself can meet, which come before any step; nothing where there are none. */
export function knownBugs({ operator, bugs }: Pick<Situation, 'operator' | 'bugs'>, of: string): string {
  if (bugs.length === 0) return '';
  const lines = bugs.map(
    ({ bug, repair }) => `   #${bug.issue}: ${bug.consequence}; repaired in ${repair.version} of ${repair.date}\n`,
  );
  const timeline = bugs.some(({ bug }) => bug.issue === 10818)
    ? `   without the upgrade, only a base backup that was taken after the last failover or switchover of ${of} is safe: compare the last rows with what you expect\n`
    : '';
  return `0. before anything else: CloudNativePG ${operator} has bugs that this recovery can meet; upgrade the operator first\n${lines.join('')}${timeline}`;
}

/** The commits of a cut-over in their order, each with what must be seen before the next, and the way back from each. */
export function cutOver(situation: Situation): string {
  const { application, namespace, file, recovery, serving, gitops, clients } = situation;
  const { name, of, at } = recovery;
  const restore = `npm run restore -- ${application}`;
  const pruned = gitops === 'flux' ? '' : `argocd app sync ${application}-database --prune, then `;
  return numberedSteps([
    [
      `git commit -m "Recover ${of} to ${at} as ${name}"`,
      `npm run synth: ${name} is created next to ${of}, which is not changed, with the same backups, monitoring and network policies as ${of}`,
      ...(situation.accepted ?? []),
      `before the next: kubectl get clusters.postgresql.cnpg.io ${name} -n ${namespace} says healthy, its first base backup is completed, and the data is what you expect`,
      `way back: ${restore} --drop ${name} --reason "…", npm run synth, and delete the Cluster; no client uses it yet`,
    ],
    [
      ...stopped(clients, { serving, application, because: `what ${serving} takes after ${at} is not in ${name}` }),
      'before the next: nothing is connected any more',
      clients.areHere ? 'way back: revert the commit' : 'way back: start it again',
    ],
    [
      `git commit -m "Serve ${name}"`,
      ...served(clients, { name, application, how: ' with the credentials in its own secret' }),
      ...poolersMove(situation),
      ...started(clients, name),
      `the objectives are those of ${name} now: a suppression for Cluster ${namespace}/${serving} may have to name ${name}, and synth says which`,
      'before the next: the application works, as long as you want to be sure',
      `way back: ${restore} --serve ${serving}; what was written to ${name} meanwhile stays there`,
    ],
    [
      `git commit -m "Hibernate ${serving}"`,
      `${restore} --hibernate ${serving}, npm run synth: its instances go, its volumes and its archive stay, its schedules are suspended`,
      `before the next: only when nobody needs to go back and the retention of its archive has passed`,
      `way back: ${restore} --serve ${serving} wakes it and lets it serve`,
    ],
    [
      `git commit -m "Drop ${serving}"`,
      `${restore} --drop ${serving} --reason "…", npm run synth: ${serving} and what belongs to it alone leave git, and ${name} stays as it is`,
      `${pruned}kubectl delete clusters.postgresql.cnpg.io ${serving} -n ${namespace}: its volumes go with it`,
      `keep the entry of ${name} in ${file}: a Cluster of that name that is created again would go back to ${at}`,
      'way back: none but its archive',
    ],
  ]);
}

/** A Pooler cannot change its cluster from 1.28.4 and 1.29.2 on; it holds nothing. */
function poolersMove({ namespace, poolers, operator, gitops, recovery: { name } }: Situation): string[] {
  if (poolers.length === 0) return [];
  const moved = `${poolers.join(' and ')}, under the same name, lead${poolers.length === 1 ? 's' : ''} to ${name}`;
  if (repairFor({ repairs: JUNE }, operator) !== undefined) return [moved];
  return [
    `${moved}; CloudNativePG ${operator} refuses to change the cluster of a Pooler, so delete it for ${engineName(gitops)} to make it again: kubectl delete poolers.postgresql.cnpg.io ${poolers.join(' ')} -n ${namespace}`,
  ];
}

/** What to do with a drill, and how it ends. */
export function drillSteps({
  application,
  namespace,
  file,
  recovery,
  gitops,
  isShared,
  accepted = [],
}: Situation): string {
  const { name, of, at, expires } = recovery;
  const ends =
    gitops === 'flux'
      ? 'Flux prunes it; after the last one:'
      : `Argo CD prunes it while another drill is declared; after the last one: kubectl delete application ${application}-drill -n argocd, then`;
  return numberedSteps([
    [
      `git commit -m "Drill: recover ${of} to ${at}"`,
      `npm run synth, then commit ${file} and dist/: ${name} comes into being in namespace ${namespace}, with one instance and without an archive`,
      ...accepted,
      `the secrets of the object store must be in namespace ${namespace}`,
      `kubectl get clusters.postgresql.cnpg.io ${name} -n ${namespace} says healthy: compare its data with what you expect`,
    ],
    [
      `git commit -m "End the drill of ${of}"`,
      `npm run restore -- ${application} --end ${name}, npm run synth; from ${expires} on synth asks for it`,
      isShared
        ? `${ends} kubectl delete clusters.postgresql.cnpg.io ${name} -n ${namespace}; the namespace stays, because copies of another application may be in it`
        : `${ends} kubectl delete namespace ${namespace}`,
    ],
  ]);
}
