import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import {
  ScheduledBackup as L1ScheduledBackup,
  type ScheduledBackupSpec,
  toJson_ScheduledBackupSpec,
} from '../../imports/postgresql.cnpg.io/scheduled-backup';
import { type Keys, oneOf } from '../../values/text/keys';
import type { Schedule } from '../../values/time/schedule';
import { checkKeys } from '../base/check-keys';
import { InputError } from '../base/input-error';
import { objectMetadata, PLACED_KEYS, type PlacedObjectProps } from '../base/object-metadata';
import type { Overrides } from '../base/overrides';
import { specOf } from '../base/spec';
import type { IPostgresCluster } from '../postgres/cluster-reference';
import { accompany, companionName } from '../postgres/companions';
import { BACKUP_METHOD, BACKUP_TARGET, type BackupMethod, methodProblem, renderMethod } from './method';

/** Options of {@link PostgresCluster.addScheduledBackup}. */
export interface ScheduledBackupOptions extends PlacedObjectProps {
  /** When base backups are taken, in UTC. */
  readonly schedule: Schedule;
  /** How: into the cluster's object store, by volume snapshots, or as an adopted cluster does until CNPG 1.31. @default 'plugin' */
  readonly method?: BackupMethod;
  /** Whether a first backup is taken at once: until there is one, nothing can be restored. @default true */
  readonly immediate?: boolean;
  /** Whether the schedule is paused. @default false */
  readonly suspend?: boolean;
  /** What the Backup objects belong to, and disappear with: `self` is this schedule. @default 'cluster' */
  readonly backupOwnerReference?: 'none' | 'self' | 'cluster';
  /** Whether it is taken from the primary or, where there is one, a standby. @default - as the cluster says */
  readonly target?: 'primary' | 'prefer-standby';
  /** Whatever of the spec the options above do not reach, laid over what they make. @default - none */
  readonly spec?: Omit<Overrides<ScheduledBackupSpec>, 'cluster' | 'method' | 'schedule'>;
}

/** Props of {@link ScheduledBackup}. */
export interface ScheduledBackupProps extends ScheduledBackupOptions {
  /** Cluster that is backed up; the object is in its namespace. */
  readonly cluster: IPostgresCluster;
}

const SCHEDULED_BACKUP_KEYS: Keys<ScheduledBackupProps> = {
  ...PLACED_KEYS,
  cluster: true,
  schedule: true,
  method: BACKUP_METHOD,
  immediate: true,
  suspend: true,
  backupOwnerReference: oneOf({ none: true, self: true, cluster: true }),
  target: BACKUP_TARGET,
  spec: true,
};

/**
 * A schedule of base backups.
 * @see https://cloudnative-pg.io/documentation/1.28/backup/#scheduled-backups
 */
export class ScheduledBackup extends Construct {
  readonly name: string;
  readonly schedule: Schedule;

  /** @throws InputError for a method that the cluster is not configured for, and for a name that its backups cannot carry as a label. */
  constructor(scope: Construct, id: string, props: ScheduledBackupProps) {
    super(scope, id);
    checkKeys(this, props, SCHEDULED_BACKUP_KEYS);
    const method = props.method ?? 'plugin';
    const problem = methodProblem(method, props.cluster);
    if (problem !== undefined) throw new InputError(this, problem);
    // Every backup carries the name as a label; a longer one fails at the first run only.
    if (props.name.length > 63)
      throw new InputError(this, `name "${props.name}" has ${props.name.length} characters: at most 63 are allowed`);
    this.name = props.name;
    this.schedule = props.schedule;
    const spec: Overrides<ScheduledBackupSpec> = {
      cluster: { name: props.cluster.name },
      schedule: props.schedule.expression,
      ...renderMethod(method),
      immediate: props.immediate ?? true,
      // Late: a cluster is let rest when all of it is declared.
      suspend: Lazy.any({
        produce: () => props.cluster.isResting === true || (props.suspend ?? false),
      }) as unknown as boolean,
      backupOwnerReference: props.backupOwnerReference ?? 'cluster',
      target: props.target,
    };
    new L1ScheduledBackup(this, 'Resource', {
      metadata: objectMetadata(this, { ...props, namespace: props.cluster.namespace }),
      spec: specOf(this, toJson_ScheduledBackupSpec, spec, props.spec),
    });
    // A recovered cluster is not adopted: CNPG does not archive it by itself.
    if (method === 'barmanObjectStore') return;
    accompany(this, props.cluster, (cluster) => {
      const own = companionName(props.name, props.cluster.name, cluster.name);
      // Until there is a first backup of its own, nothing of a recovered cluster can be restored. Its source may rest.
      const active = { immediate: true, suspend: false };
      new ScheduledBackup(cluster, `Schedule-${own}`, { ...props, ...active, cluster, name: own });
    });
  }
}
