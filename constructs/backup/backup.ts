import { Construct } from 'constructs';
import { type BackupSpec, Backup as L1Backup, toJson_BackupSpec } from '../../imports/postgresql.cnpg.io/backup';
import type { Keys } from '../../values/text/keys';
import { checkKeys } from '../base/check-keys';
import { InputError } from '../base/input-error';
import { objectMetadata, PLACED_KEYS, type PlacedObjectProps } from '../base/object-metadata';
import type { Overrides } from '../base/overrides';
import { specOf } from '../base/spec';
import type { IPostgresCluster } from '../postgres/cluster-reference';
import { BACKUP_METHOD, BACKUP_TARGET, type BackupMethod, methodProblem, renderMethod } from './method';

/** Options of {@link PostgresCluster.addBackup}. */
export interface BackupOptions extends PlacedObjectProps {
  /** How: into the cluster's object store, by volume snapshots, or as an adopted cluster does until CNPG 1.31. @default 'plugin' */
  readonly method?: BackupMethod;
  /** Whether it is taken from the primary or, where there is one, a standby. @default - as the cluster says */
  readonly target?: 'primary' | 'prefer-standby';
  /** Whatever of the spec the options above do not reach, laid over what they make. @default - none */
  readonly spec?: Omit<Overrides<BackupSpec>, 'cluster' | 'method'>;
}

/** Props of {@link Backup}. */
export interface BackupProps extends BackupOptions {
  /** Cluster that is backed up; the object is in its namespace. */
  readonly cluster: IPostgresCluster;
}

const BACKUP_KEYS: Keys<BackupProps> = {
  ...PLACED_KEYS,
  cluster: true,
  method: BACKUP_METHOD,
  target: BACKUP_TARGET,
  spec: true,
};

/**
 * One base backup, taken when the object is created; its spec never changes.
 * @see https://cloudnative-pg.io/documentation/1.28/backup/#on-demand-backups
 */
export class Backup extends Construct {
  readonly name: string;

  /** @throws InputError for a method that the cluster is not configured for. */
  constructor(scope: Construct, id: string, props: BackupProps) {
    super(scope, id);
    checkKeys(this, props, BACKUP_KEYS);
    const method = props.method ?? 'plugin';
    const problem = methodProblem(method, props.cluster);
    if (problem !== undefined) throw new InputError(this, problem);
    this.name = props.name;
    const spec: Overrides<BackupSpec> = {
      cluster: { name: props.cluster.name },
      ...renderMethod(method),
      target: props.target,
    };
    new L1Backup(this, 'Resource', {
      metadata: objectMetadata(this, { ...props, namespace: props.cluster.namespace }),
      spec: specOf(this, toJson_BackupSpec, spec, props.spec),
    });
  }
}
