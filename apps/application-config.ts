import type {
  ApiDeploymentProps,
  Application,
  ApplicationDatabase,
  CustomQueriesProps,
  DatabaseNetworkProps,
  DrillScheduleOptions,
  ObjectStoreProps,
  PostgresClusterProps,
  Recoveries,
  ScheduledBackupOptions,
  WorkloadNetworkProps,
} from '../constructs/index';

/** What each `config.ts` of an application with a database and an API says. It satisfies this type, so that a misspelling is an error there. */
export interface ApplicationConfig extends Omit<Application, 'build'> {
  readonly namespace: string;
  readonly application: ApplicationDatabase;
  readonly database: Omit<PostgresClusterProps<'17'>, 'bootstrap'>;
  readonly backup: { readonly store: ObjectStoreProps; readonly schedule: ScheduledBackupOptions };
  readonly queries: CustomQueriesProps;
  readonly api: Omit<ApiDeploymentProps, 'database'>;
  readonly network: {
    readonly database: Omit<DatabaseNetworkProps, 'cluster' | 'clients'>;
    readonly api: Pick<WorkloadNetworkProps, 'from'>;
  };
  readonly recoveries: Recoveries;
  readonly drills: DrillScheduleOptions;
}
