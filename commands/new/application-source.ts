import { POSTGRES_RELEASES } from '../../manifests/releases/postgres-releases';
import type { PostgresMajor } from '../../values/cnpg/image';

/** What a new application is made of. */
export interface NewApplication {
  readonly name: string;
  /** Identifier of its platform in the source. */
  readonly platform: string;
  /** Folder of its platform in `apps/platforms/`. */
  readonly platformFolder: string;
  readonly instances: number;
  readonly postgres: PostgresMajor;
  /** @default - the cluster's default */
  readonly storageClass?: string;
  readonly hasApi: boolean;
  readonly hasPooler: boolean;
  /** Names of further databases. */
  readonly databases: readonly string[];
  /** Whether it has a role that reads. */
  readonly hasReaders: boolean;
  /** Whether a node can be lost and the API still be there. */
  readonly replicas: number;
  /** Name under which it archives, where its own was written to before. @default - its own */
  readonly serverName?: string;
  /** Archive that it is recovered from. @default - it begins empty */
  readonly origin?: Origin;
}

/** An archive of another cluster. */
export interface Origin {
  /** For example `s3://shop-backups/db`. */
  readonly destinationPath: string;
  /** Name of the cluster that wrote it. */
  readonly serverName: string;
}

/** Name in the source: `webShop` for `web-shop`. */
export function identifierOf(name: string): string {
  return name.replace(/-+(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Where it archives. */
export function destinationOf({ name, origin }: Pick<NewApplication, 'name' | 'origin'>): string {
  return origin?.destinationPath ?? `s3://${name}-backups/db`;
}

/** The object that `config.ts` exports, as text: what is rendered before anything is written, and what is then written. */
export function configText(application: NewApplication): string {
  const { name, platform, instances, postgres, storageClass, hasApi, serverName, origin } = application;
  const { minor } = POSTGRES_RELEASES.find(({ major }) => String(major) === postgres) ?? {};
  const storage = storageClass === undefined ? '' : `, storageClass: '${storageClass}'`;
  return `{
  name: '${name}',
  platform: ${platform}.platform,

  database: {
    version: '${postgres}',
    image: 'ghcr.io/cloudnative-pg/postgresql:${postgres}.${minor}-standard-trixie',
    /** From two on: a disruption budget, synchronous replication, and a spread over nodes and zones. */
    instances: ${instances},
    /** (chosen) */
    storage: { size: '20Gi'${storage} },
    /** (chosen) Requests that equal limits: the database is evicted last. */
    resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '500m', memory: '1Gi' } },
    /** (chosen) A quarter of the memory. */
    parameters: { shared_buffers: '256MB' },${origin ? recoveryOf(name, origin) : ''}
  },

  backup: {
    store: {
      /** (chosen) */
      destinationPath: '${destinationOf(application)}',
      /** (chosen) On AWS without keys: S3Credentials.inherit(). Another provider has an endpoint. */
      credentials: S3Credentials.fromSecret(Secret.fromSecretName('${name}-backup-s3'), {
        accessKeyId: 'ACCESS_KEY_ID',
        secretAccessKey: 'SECRET_ACCESS_KEY',
      }),
      /** (chosen) */
      retention: Duration.days(14),
      compression: { wal: 'gzip', data: 'gzip' },
    },${serverName === undefined ? '' : serverNameLine(serverName)}
  },

  /** What synth proves. Five minutes are CNPG's archive_timeout, the sixth is for the upload. */
  objectives: { rpo: { disaster: Duration.minutes(6) }, pitrWindow: Duration.days(14) },
${accessOf(application)}${hasApi ? apiOf(application) : ''}
  monitoring: { runbooks: RUNBOOKS },

  /** Written by \`npm run restore\`. */
  recoveries: recoveriesFrom(recoveries),
}`;
}

/** The files of an application, by their path. */
export function sourceOf(application: NewApplication): Readonly<Record<string, string>> {
  const { name, platform, platformFolder, origin } = application;
  const folder = `apps/${name}`;
  const names = [
    'Duration',
    ...(origin ? ['ObjectStore'] : []),
    'type ProductionDatabaseProps',
    ...(origin ? ['recovery'] : []),
    'recoveriesFrom',
    'S3Credentials',
    'Secret',
  ];
  return {
    [`${folder}/config.ts`]: `import { ${names.join(', ')} } from '../../constructs/index';
import { config as ${platform} } from '../platforms/${platformFolder}/config';
import { RUNBOOKS } from '../repository';
import recoveries from './recoveries.json';

// Values marked (chosen) are plausible and meant to be replaced.

export const config = ${configText(application)} as const satisfies ProductionDatabaseProps;
`,
    [`${folder}/chart.ts`]: `import { ProductionDatabase } from '../../constructs/index';
import { config } from './config';

/** Database${application.hasApi ? ' and API' : ''} of ${name}. */
export const ${identifierOf(name)} = ProductionDatabase.application(config);
`,
    [`${folder}/recoveries.json`]: '{ "recoveries": [] }\n',
  };
}

/** Who comes to it, and to what else. */
function accessOf({ name, hasApi, hasPooler, databases, hasReaders }: NewApplication): string {
  const role = name.replaceAll('-', '_');
  const readers = hasReaders ? `, readOnly: { name: '${role}_reports' }` : '';
  const access = `
  /** ${hasApi ? 'The API logs' : 'Applications log'} in as a role that owns nothing; migrations run as the owner, whose password is in \`${name}-db-app\`. */
  access: { runtime: { name: '${role}_api' }${readers} },
`;
  const further = `
  /** Each is that of a role of its own name, and closed to all others. */
  databases: [${databases.map((each) => `{ name: '${each}' }`).join(', ')}],
`;
  const pooled = `
  /** In transaction mode no session state stays: SET, advisory locks, LISTEN, temporary tables. */
  poolers: [{ mode: 'transaction' }],
`;
  return [hasApi || hasReaders ? access : '', databases.length > 0 ? further : '', hasPooler ? pooled : ''].join('');
}

function apiOf({ name, replicas }: NewApplication): string {
  return `
  api: {
    /** (chosen) */
    image: 'ghcr.io/${name}/api:1.0.0',
    /** (chosen) */
    port: 4000,
    /** (chosen) */
    replicas: ${replicas},
    /** (chosen) */
    resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '512Mi' } },
    /** (chosen) */
    probe: { path: '/healthz' },
  },
`;
}

function recoveryOf(name: string, { serverName }: Origin): string {
  return `
    /** Database and owner (chosen): as they are in the backup. */
    bootstrap: recovery({
      from: 'archive',
      database: '${name.replaceAll('-', '_')}',
      owner: 'app',
      archive: { name: '${serverName}', store: ObjectStore.fromObjectStoreName('${name}-backups'), serverName: '${serverName}' },
    }),`;
}

function serverNameLine(serverName: string): string {
  return `
    /** Its own name was written to before, and what one cluster has written to is its own forever. */
    serverName: '${serverName}',`;
}
