import { ApiObject, type ApiObjectProps } from 'cdk8s';
import { Construct } from 'constructs';
import { DRILL_CLIENT_LABEL, PERMISSION_ANNOTATION } from '../../values/cnpg/drill';
import { ImageReference } from '../../values/cnpg/image';
import { serviceHost } from '../../values/kubernetes/service-hosts';
import { wholeNumber } from '../../values/text/invalid-value';
import type { Keys } from '../../values/text/keys';
import type { Schedule } from '../../values/time/schedule';
import { checkKeys } from '../base/check-keys';
import { InputError, located } from '../base/input-error';
import { Folder } from '../gitops/folder';
import type { PostgresCluster } from '../postgres/cluster';
import { commandPod, cronJob } from './cron-job';
import { type PgbenchOptions, pgbenchPod } from './drill-pods';
import { type CommandDrill, drillRules } from './drill-role';

/** Which drills of a cluster run by themselves, and when; seconds of a schedule must be 0. */
export interface DrillScheduleOptions {
  /**
   * Drills of `npm run drill`, each in a CronJob. They never say `--yes`: the Namespace must be annotated `cnpg-gitops/drills: allowed`.
   * The result is in the pod's exit code and log.
   * @default - none
   */
  readonly command?: {
    /** Image of the repository's Containerfile: this repository, built, in `/app`, and node; an exact tag or digest. */
    readonly image: string;
    /** `node-loss` is not among them: it needs a machine that can switch nodes off. */
    readonly drills: Readonly<Partial<Record<CommandDrill, Schedule>>>;
  };
  /**
   * A load by pgbench in a CronJob, without the command; its log has the histogram.
   * @default - none
   * @see https://www.postgresql.org/docs/current/pgbench.html
   */
  readonly pgbench?: PgbenchOptions & {
    readonly schedule: Schedule;
    /** Image with psql and pgbench; an exact tag or digest. @default - the cluster's, where it is not in a catalog */
    readonly image?: string;
  };
}

/** Props of {@link DrillSchedule}. */
export interface DrillScheduleProps extends DrillScheduleOptions {
  /** Name of the application, as `npm run drill -- --app` knows it. */
  readonly application: string;
  /** The cluster that is drilled; what runs lives in its namespace, with its application secret. */
  readonly cluster: PostgresCluster;
}

/**
 * Adds the drills that run by themselves, in the folder `<application>/drill-schedule`; where none is named, nothing.
 * @throws InputError like {@link DrillSchedule}
 */
export function addDrillSchedule(
  scope: Construct,
  application: string,
  cluster: PostgresCluster,
  options: DrillScheduleOptions | undefined,
): DrillSchedule | undefined {
  if (!hasScheduledDrills(options)) return undefined;
  const isCommand = entriesOf(options.command?.drills).length > 0;
  const folder = new Folder(scope, `${application}/drill-schedule`, {
    namespace: cluster.namespace,
    kinds: KINDS,
    // A schedule of drills is a permission for them: the command runs none where the Namespace does not say so.
    ...(isCommand && { namespaceAnnotations: { [PERMISSION_ANNOTATION]: 'allowed' } }),
  });
  return new DrillSchedule(folder, 'Drills', { ...options, application, cluster });
}

/** What may come and go in the folder. */
const KINDS = [
  { group: '', kind: 'ServiceAccount' },
  { group: 'rbac.authorization.k8s.io', kind: 'Role' },
  { group: 'rbac.authorization.k8s.io', kind: 'RoleBinding' },
  { group: 'batch', kind: 'CronJob' },
];

/** Whether any drill is named. */
export function hasScheduledDrills(options: DrillScheduleOptions | undefined): options is DrillScheduleOptions {
  const { command, pgbench } = options ?? {};
  return pgbench !== undefined || entriesOf(command?.drills).length > 0;
}

const DRILLS_KEYS: Keys<DrillScheduleProps> = {
  application: true,
  cluster: true,
  command: {
    image: true,
    drills: { failover: true, partition: true, restore: true, backup: true, latency: true, pool: true },
  },
  pgbench: { schedule: true, image: true, scale: true, clients: true, seconds: true },
};

/**
 * Drills of a cluster under GitOps. None of the objects carries the label of what a drill makes, which the next drill would remove.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
 */
export class DrillSchedule extends Construct {
  readonly #props: DrillScheduleProps;

  /** @throws InputError for a drill that the cluster cannot pass as it is declared, an image that floats, a schedule with seconds. */
  constructor(scope: Construct, id: string, props: DrillScheduleProps) {
    super(scope, id);
    checkKeys(this, props, DRILLS_KEYS);
    this.#props = props;
    const { application, cluster, command, pgbench } = props;
    const commands = entriesOf(command?.drills);
    for (const [drill] of commands) this.#checkPossible(drill);
    if (command !== undefined && commands.length > 0) {
      const drills = commands.map(([drill]) => drill);
      this.#addAccount(drills);
      this.#checkPinned(command.image);
      for (const [drill, schedule] of commands) {
        const pod = commandPod(cluster, application, this.#account, command.image, drill);
        this.#add(cronJob(`${cluster.name}-drill-${drill}`, this.#fiveFields(schedule), {}, pod));
      }
    }
    if (pgbench !== undefined) this.#addPgbench(pgbench);
  }

  get #account(): string {
    return `${this.#props.cluster.name}-drills`;
  }

  #addAccount(drills: readonly CommandDrill[]): void {
    const { cluster } = this.#props;
    const [name, group] = [this.#account, 'rbac.authorization.k8s.io'];
    const metadata = { name };
    this.#add({ apiVersion: 'v1', kind: 'ServiceAccount', metadata });
    this.#add({ apiVersion: `${group}/v1`, kind: 'Role', metadata, rules: drillRules(cluster, drills) });
    this.#add({
      apiVersion: `${group}/v1`,
      kind: 'RoleBinding',
      metadata,
      subjects: [{ kind: 'ServiceAccount', name, namespace: cluster.namespace }],
      roleRef: { apiGroup: group, kind: 'Role', name },
    });
  }

  #addPgbench({ schedule, image = this.#clusterImage(), ...load }: NonNullable<DrillScheduleOptions['pgbench']>): void {
    const { cluster } = this.#props;
    this.#checkPinned(image);
    for (const [name, value] of Object.entries(load)) located(this, () => wholeNumber(`pgbench.${name}`, value, 1));
    const { database, owner: user, applicationSecret } = cluster;
    // A connection is what a workload gets: a drill is none.
    const host = serviceHost(cluster.serviceName('rw'), cluster.namespace);
    const target = { image, host, database, user, secret: applicationSecret.name };
    const labels = { [DRILL_CLIENT_LABEL]: cluster.name };
    // In a schema of its own: a drill of the command may be writing into the usual one.
    const pod = pgbenchPod(target, load, 'cnpg_gitops_pgbench');
    this.#add(cronJob(`${cluster.name}-pgbench`, this.#fiveFields(schedule), labels, pod));
  }

  #add(object: ApiObjectProps): void {
    const { namespace } = this.#props.cluster;
    new ApiObject(this, `${object.kind}-${object.metadata?.name}`, {
      ...object,
      metadata: { ...object.metadata, namespace },
    });
  }

  #clusterImage(): string {
    const { image } = this.#props.cluster.declaration;
    if (typeof image === 'string') return image;
    throw new InputError(this, 'pgbench: the image of the cluster is in a catalog; give `pgbench.image`');
  }

  #checkPinned(image: string): void {
    if (located(this, () => ImageReference.parse(image)).isLatest) {
      throw new InputError(this, `image "${image}" floats; give it an exact tag or a digest`);
    }
  }

  /** What would fail every time is said now. */
  #checkPossible(drill: CommandDrill): void {
    const { name, declaration, archive } = this.#props.cluster;
    const refuse = (problem: string) => new InputError(this, `drill ${drill} of cluster "${name}": ${problem}`);
    if ((drill === 'failover' || drill === 'partition') && declaration.instances < 2) {
      throw refuse(
        'it has one instance, and there is none that could take over; give it more `instances`, or leave the drill out',
      );
    }
    if ((drill === 'restore' || drill === 'backup') && archive === undefined) {
      throw refuse('it archives nowhere; give it an `archive`, or leave the drill out');
    }
  }

  /** As Kubernetes reads it: minutes first. */
  #fiveFields({ expression }: Schedule): string {
    const [second, ...rest] = expression.split(' ');
    if (second === '0') return rest.join(' ');
    if (rest.length === 0) return expression;
    throw new InputError(
      this,
      `schedule "${expression}": a drill begins at a full minute of the day; give 0 for the second, and no interval`,
    );
  }
}

type Drills = NonNullable<DrillScheduleOptions['command']>['drills'];

function entriesOf(drills: Drills | undefined): [CommandDrill, Schedule][] {
  const entries = Object.entries<Schedule | undefined>(drills ?? {});
  return entries.flatMap(([drill, schedule]) => (schedule ? [[drill as CommandDrill, schedule]] : []));
}
