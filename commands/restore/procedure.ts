import type { Recovery } from '../../constructs/index';

/** What a procedure is printed for. */
export interface Situation {
  readonly application: string;
  readonly namespace: string;
  /** The file that declares the recoveries. */
  readonly file: string;
  readonly recovery: Recovery;
  /** The cluster that applications connect to now. */
  readonly serving: string;
}

/** The commits of a cut-over in their order, each with what must be seen before the next, and the way back from each. */
export function cutOver({ application, namespace, file, recovery, serving }: Situation): string {
  const { name, of, at } = recovery;
  return steps([
    [
      `git commit -m "Recover ${of} to ${at} as ${name}"`,
      `npm run synth, then commit ${file} and dist/: ${name} comes into being beside ${of}, which stays as it is`,
      `before the next: kubectl get clusters.postgresql.cnpg.io ${name} -n ${namespace} says healthy, its first base backup is completed, and the data is what you expect`,
      'way back: revert the commit, acknowledge the deletion and delete the Cluster; nobody uses it yet',
    ],
    [
      `git commit -m "Stop writing to ${serving}"`,
      `set the replicas of what writes to 0: what ${serving} takes after ${at} is not in ${name}`,
      'before the next: nothing is connected any more',
      'way back: revert the commit',
    ],
    [
      `git commit -m "Serve ${name}"`,
      `set "serving": "${name}" in ${file} and the replicas as they were, npm run synth: ${application} connects to ${name} with the credentials in its own secret`,
      `the objectives are those of ${name} now: a suppression for Cluster ${namespace}/${serving} may have to name ${name}, too, and synth says which`,
      'before the next: the application works, as long as you want to be sure',
      `way back: set "serving": "${serving}" again; what was written to ${name} meanwhile stays there`,
    ],
    [
      `git commit -m "Hibernate ${serving}"`,
      `hibernated: true at ${serving}: its instances go, its volumes and its archive stay`,
      `before the next: nobody will ever want to go back, and the retention of its archive is over`,
      'way back: hibernated: false',
    ],
    [
      `git commit -m "Drop ${serving}"`,
      `declare ${name} by itself, as PostgresClusterFromBackup of the archive "${serving}" with the same props; acknowledge the deletion of Cluster ${namespace}/${serving}, npm run synth, kubectl delete`,
      `keep the recovery of ${name} as it is: it is read once, and a Cluster of that name that is made anew would go back to ${at}`,
      'way back: none but its archive',
    ],
  ]);
}

/** What to do with a drill, and how it ends. */
export function drillSteps({ application, namespace, file, recovery }: Situation): string {
  const { name, of, at, expires } = recovery;
  return steps([
    [
      `git commit -m "Drill: recover ${of} to ${at}"`,
      `npm run synth, then commit ${file} and dist/: ${name} comes into being in namespace ${namespace}, with one instance and without an archive`,
      `the secrets of the object store must be in namespace ${namespace}`,
      `kubectl get clusters.postgresql.cnpg.io ${name} -n ${namespace} says healthy: compare its data with what you expect`,
    ],
    [
      `git commit -m "End the drill of ${of}"`,
      `npm run restore -- ${application} --end ${name}, npm run synth; from ${expires} on synth asks for it`,
      `Argo CD prunes it while another drill is declared; after the last one: kubectl delete application ${application}-drill -n argocd, then kubectl delete namespace ${namespace}`,
    ],
  ]);
}

function steps(commits: readonly (readonly string[])[]): string {
  return commits
    .map(([commit, ...lines], index) => `${index + 1}. ${commit}\n${lines.map((line) => `   ${line}\n`).join('')}`)
    .join('');
}
