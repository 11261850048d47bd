import type {
  ApiDeploymentProps,
  Application,
  ApplicationDatabase,
  CustomQueriesProps,
  DatabaseNetworkProps,
  DrillScheduleOptions,
  ObjectStoreProps,
  Platform,
  PlatformNetwork,
  PostgresClusterProps,
  Recoveries,
  ScheduledBackupOptions,
} from '../constructs/index';

/** What each `config.ts` of an application with a database and an API says. It satisfies this type, so that a misspelling is an error there. */
export interface ApplicationConfig extends Omit<Application, 'build' | 'target'> {
  readonly namespace: string;
  /** The Kubernetes cluster that it runs on: its versions, its network and what its objectives assume follow. */
  readonly platform: Platform & { readonly network: PlatformNetwork };
  readonly application: ApplicationDatabase;
  readonly database: Omit<PostgresClusterProps, 'bootstrap'>;
  readonly backup: { readonly store: ObjectStoreProps; readonly schedule: ScheduledBackupOptions };
  readonly queries: CustomQueriesProps;
  readonly api: Omit<ApiDeploymentProps, 'database'>;
  /** Whom it talks to beside its platform. */
  readonly network: Pick<DatabaseNetworkProps, 'objectStore' | 'externalClusters'>;
  readonly recoveries: Recoveries;
  readonly drills: DrillScheduleOptions;
}
