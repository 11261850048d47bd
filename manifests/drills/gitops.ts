import type { Manifest } from '../manifest';
import { chaosSchedule } from './chaos';
import { type JobDatabase, type PgbenchOptions, pgbenchPod } from './jobs';
import { drillRbac } from './rbac';

/** When a drill runs: five fields, as Kubernetes and Chaos Mesh read them. */
interface ScheduledDrill {
  readonly schedule: string;
  /** IANA name. Chaos Mesh reads its schedules in the zone of its own controller. @default 'Etc/UTC' */
  readonly timeZone?: string;
}

/** Drills of a cluster that run by themselves. @default - none: each runs only where it is named */
export interface ScheduledDrills {
  readonly namespace: string;
  readonly cluster: string;
  /** Name of the application, for the command. */
  readonly application: string;
  /** Image with this repository built in `/app`, for drills that the command runs. @default - only drills that need none */
  readonly image?: string;
  /** Drills of the command, `failover` to `pool`; `node-loss` needs a machine that can switch nodes off, and is not among them. */
  readonly command?: Partial<
    Record<'failover' | 'partition' | 'restore' | 'backup' | 'latency' | 'pool', ScheduledDrill>
  >;
  /** Pgbench in a Job of its own, without the command: the numbers are in the pod's log. */
  readonly pgbench?: ScheduledDrill & PgbenchOptions & { readonly database: JobDatabase };
  /** The same faults by Chaos Mesh, which measures nothing. */
  readonly chaosMesh?: Partial<Record<'failover' | 'partition', ScheduledDrill>>;
}

/**
 * Manifests for drills under GitOps: nothing for an empty request. None of them carries the label of a drill's own objects, which the next
 * drill would remove.
 *
 * @throws RangeError for drills of the command without an image
 */
export function scheduledDrills(drills: ScheduledDrills): Manifest[] {
  const { namespace, cluster, application, image, command = {}, pgbench, chaosMesh = {} } = drills;
  const commands = Object.entries(command);
  if (commands.length > 0 && image === undefined) {
    throw new RangeError(
      `drills of ${namespace}/${cluster}: ${commands.map(([name]) => name).join(', ')} run the command: give the image that has it`,
    );
  }
  const account = `${cluster}-drills`;
  const run = (drill: string) => commandPod(account, image ?? '', application, namespace, drill);
  return [
    ...(commands.length > 0 ? drillRbac(account, namespace) : []),
    ...commands.map(([name, when]) => cronJob(`${cluster}-drill-${name}`, namespace, when, run(name))),
    ...(pgbench === undefined
      ? []
      : [cronJob(`${cluster}-pgbench`, namespace, pgbench, pgbenchPod(pgbench.database, pgbench))]),
    ...Object.entries(chaosMesh).map(([name, { schedule }]) => chaosSchedule(name, namespace, cluster, schedule)),
  ];
}

function cronJob(
  name: string,
  namespace: string,
  { schedule, timeZone = 'Etc/UTC' }: ScheduledDrill,
  pod: object,
): Manifest {
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name, namespace },
    spec: {
      schedule,
      timeZone,
      // Two faults at a time would be another drill; one that was missed is not made up for in the middle of the day.
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 600,
      jobTemplate: { spec: { backoffLimit: 0, template: { spec: pod } } },
    },
  };
}

// The namespace's annotation decides whether it may: a schedule never says --yes.
function commandPod(account: string, image: string, application: string, namespace: string, drill: string) {
  return {
    serviceAccountName: account,
    restartPolicy: 'Never',
    // Time for a drill that is stopped to put everything back.
    terminationGracePeriodSeconds: 120,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'drill',
        image,
        workingDir: '/app',
        command: [
          'node',
          'build/main.js',
          'drill',
          drill,
          '--app',
          application,
          '--namespace',
          namespace,
          '--report',
          '/tmp',
        ],
        resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '512Mi' } },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      },
    ],
  };
}
