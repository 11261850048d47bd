import type { App } from 'cdk8s';
import { Pooler, type PostgresCluster } from '../../constructs/index';
import { Kind } from '../../manifests/object/kinds';
import { at, list } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { newHost } from '../../rules/expert/serving-clients-elsewhere';
import { isReached } from '../../rules/expert/serving-unreached';

/** Who connects to a database, as far as this repository knows. */
export interface Clients {
  /** Whether workloads of this repository do. */
  readonly areHere: boolean;
  /** Names that lead to whatever serves: poolers and additional services. */
  readonly lasting: readonly string[];
  /** Name of the Secret with the owner's password, which stays. @default - each cluster has one of its own */
  readonly secret: string | undefined;
}

/** Who connects to one of some clusters of a database. */
export function clientsOf(app: App, clusters: readonly PostgresCluster[], index: Index): Clients {
  const manifests = clusters.flatMap(({ namespace, name }) => index.get(Kind.CLUSTER, namespace, name) ?? []);
  const poolers = app.node.findAll().filter((construct) => construct instanceof Pooler);
  const services = manifests.flatMap((manifest) => list(at(manifest, 'spec.managed.services.additional')));
  return {
    areHere: manifests.some((manifest) => isReached(manifest, index)),
    lasting: [
      ...poolers.filter(({ clusterName }) => clusters.some(({ name }) => name === clusterName)).map(({ name }) => name),
      ...services.map((service) => String(at(service, 'serviceTemplate.metadata.name'))),
    ],
    secret: clusters[0]?.declaration.bootstrap.secret?.name,
  };
}

/** How they stop writing: by a commit where they are here. */
export function stopped(
  { areHere }: Clients,
  {
    serving,
    application,
    because,
  }: { readonly serving: string; readonly application: string; readonly because: string },
): string[] {
  if (areHere) {
    return [
      `git commit -m "Stop writing to ${serving}"`,
      `set the replicas of what writes to 0 in apps/${application}/config.ts, npm run synth: ${because}`,
    ];
  }
  return [
    `no commit: stop what writes to ${serving}`,
    `it is not in this repository, where nothing connects to ${serving}; ${because}`,
  ];
}

/** The cut-over itself. */
export function served(
  { areHere }: Clients,
  { name, application, how = '' }: { readonly name: string; readonly application: string; readonly how?: string },
): string[] {
  const serve = `npm run restore -- ${application} --serve ${name}`;
  if (!areHere)
    return [`${serve}, npm run synth: poolers, additional Services and Secrets that name a host lead to ${name}`];
  return [
    `${serve}, the replicas as they were, npm run synth: ${application} connects to ${name}${how}, and synth refuses a cut-over that leaves a workload behind`,
  ];
}

/** How those that are not here start again. */
export function started({ areHere, lasting, secret }: Clients, name: string): string[] {
  if (areHere) return [];
  if (lasting.length > 0) return [`start what was stopped: it still comes through ${lasting.join(' and ')}`];
  return [
    `once it is applied, ${newHost(name, secret)}, and start them; with services: [{ name: '…', access: 'rw' }] of the database the next cut-over moves a name of its own`,
  ];
}
