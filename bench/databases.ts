import { App } from 'cdk8s';
import {
  ApiDeployment,
  type Application,
  Folder,
  initdb,
  ObjectStore,
  POSTGRES_ENV,
  PostgresCluster,
  S3Credentials,
  Schedule,
  Secret,
} from '../constructs/index';

/** One application with a database: Cluster, ObjectStore, ScheduledBackup, and Deployment, ServiceAccount, Service of what uses it. */
export function databaseApplication(i: number, instances = 3): Application {
  return { name: `app-${i}`, suppressions: [], build: (app) => build(app, `app-${i}`, instances) };
}

export function buildDatabase(i: number): App {
  const app = new App();
  databaseApplication(i).build(app);
  return app;
}

function build(app: App, name: string, instances: number): void {
  const folder = new Folder(app, name, { namespace: name });
  const archive = new ObjectStore(folder, 'Backups', {
    name: `${name}-backups`,
    destinationPath: `s3://backups/${name}`,
    credentials: S3Credentials.fromSecret(Secret.fromSecretName('s3'), { accessKeyId: 'ID', secretAccessKey: 'KEY' }),
  });
  const cluster = new PostgresCluster(folder, 'Database', {
    name: `${name}-db`,
    version: '17',
    image: 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie',
    instances,
    storage: { size: '10Gi' },
    bootstrap: initdb({ database: 'app', owner: 'app' }),
    resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '1', memory: '2Gi' } },
    parameters: { shared_buffers: '512MB', max_connections: '100' },
    archive,
  });
  cluster.addScheduledBackup('Daily', { name: `${name}-daily`, schedule: Schedule.daily({ hour: 2 }) });
  new ApiDeployment(folder, 'Api', {
    name: 'api',
    image: 'example.com/api:1.0.0',
    port: 8080,
    replicas: 1,
    resources: { requests: { cpu: '100m' }, limits: { memory: '128Mi' } },
    probe: { path: '/healthz' },
    database: cluster.connect(),
    databaseEnv: POSTGRES_ENV,
  });
}
