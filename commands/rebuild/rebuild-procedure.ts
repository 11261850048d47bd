import type { GitOps, Rebuild } from '../../constructs/index';
import { engineName } from '../cli/engine-name';
import { numberedSteps } from '../cli/numbered-steps';

/** What a rebuild is printed for. */
export interface LostApplication {
  readonly application: string;
  /** Name of the platform that it runs on. @default - it is not known */
  readonly platform: string | undefined;
  /** What applies the manifests. @default 'argocd' */
  readonly gitops?: GitOps | undefined;
  /** The file that declares the rebuilds. */
  readonly file: string;
  readonly clusters: readonly { readonly name: string; readonly namespace: string }[];
  readonly rebuilds: readonly Rebuild[];
  /** Version of the operator. */
  readonly operator: string;
  /** What git does not hold. */
  readonly missing: readonly string[];
}

/** The way back from a lost Kubernetes cluster, in the order that Argo CD and Flux need. */
export function rebuildSteps(lost: LostApplication): string {
  const { application, platform = 'PLATFORM', gitops, file, clusters, rebuilds, operator, missing } = lost;
  const engine = engineName(gitops);
  const [applier, appliers] = gitops === 'flux' ? ['Kustomization', 'Kustomizations'] : ['Application', 'Applications'];
  const names = rebuilds.map(({ name }) => name).join(' and ');
  const archives = rebuilds.map(({ from }) => from).join(' and ');
  const next = rebuilds.map(({ to }) => to).join(' and ');
  const isOne = rebuilds.length === 1;
  const again = `npm run rebuild -- ${application} --again`;
  const places = clusters.filter(({ name }) => rebuilds.some((rebuild) => rebuild.name === name));
  const look = (what: string) =>
    places.map(({ name, namespace }) => what.replace('NAME', name).replace('NAMESPACE', namespace));
  return numberedSteps([
    [
      'no commit: keep Argo CD and Flux from the new Kubernetes cluster',
      `as committed now, ${names} would be created before ${isOne ? 'its archive is' : 'their archives are'} read; leave the archives in the bucket as they are`,
      'before the next: nothing applies this repository there',
      'way back: none is needed',
    ],
    [
      `git commit -m "Rebuild ${names} from ${archives}"`,
      `npm run synth, then commit ${file}, lineage.lock.json and dist/: bootstrap recovers, and ${next} ${isOne ? 'is the new archive' : 'are the new archives'}; all else is as it was`,
      `npm run plan says that bootstrap is ignored: that is true of a Cluster that exists, and ${isOne ? 'this one is' : 'these are'} gone`,
      `before the next: the commit is on the branch that ${engine} follows`,
      'way back: revert the commit; nothing has been applied',
    ],
    [
      'no commit: bring what git does not hold',
      ...missing,
      `before the next: npm run status -- ${platform} misses only what git brings: operators and what they run`,
      'way back: none is needed',
    ],
    [
      `no commit: let ${engine} apply the platform, and then the application`,
      `kubectl apply --server-side -k dist/platforms/${platform}: operator ${operator}, the plugin, and then the ${appliers}, the databases before what connects to them`,
      ...look(
        'before the next: kubectl get clusters.postgresql.cnpg.io NAME -n NAMESPACE says healthy, and its last rows are what you expect',
      ),
      ...rebuilds.map(
        ({ name, from }) =>
          `way back${isOne ? '' : ` of ${name}`}: delete the ${applier}, then the Cluster and its volumes, and start again with ${again} --from ${from} --cluster ${name}; the old archive is only read`,
      ),
    ],
    [
      'no commit: take a base backup at once',
      `a ScheduledBackup with immediate: true does so; otherwise ${look('kubectl cnpg backup NAME -n NAMESPACE').join(', ')}, with the method of its schedule`,
      ...look(
        'before the next: a Backup of NAME in NAMESPACE is completed; until then the alert PostgresNoBackup fires, and nothing of the new archive can be restored',
      ),
      'way back: as before',
    ],
    [
      'no commit: let clients in',
      'DNS, addresses, authorities and passwords as listed above',
      'before the next: the application works',
      'way back: stop it; what was written meanwhile is in the new archive',
    ],
    [
      'no commit: clean up',
      `only when the recovery window has passed: the files under ${archives} are deleted by hand, since nothing writes or expires them any more`,
      `keep the entry in ${file}: it is read once. If the Kubernetes cluster is lost again, git would go back to this point: ${again} first`,
      'way back: none',
    ],
  ]);
}
