import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'cdk8s';
import { runCommandLine } from '../../../../commands/cli/cli';
import {
  type Application,
  DEFAULT_TARGET,
  Duration,
  Folder,
  initdb,
  ObjectStore,
  PostgresCluster,
  type PostgresClusterProps,
  S3Credentials,
  Secret,
} from '../../../../constructs/index';
import { captured } from '../../support/console';

export const IMAGE = 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie';
export const FILE = 'apps/shop/config.ts';
export const SOURCE = `export const config = {\n  version: '17',\n  image: '${IMAGE}',\n  instances: 1,\n};\n`;
export const STORE = {
  name: 'backups',
  destinationPath: 's3://backups/shop',
  credentials: S3Credentials.fromSecret(Secret.fromSecretName('s3'), { accessKeyId: 'ID', secretAccessKey: 'KEY' }),
  retention: Duration.days(14),
};

export type Extra = (folder: Folder, cluster: PostgresCluster) => void;

/** An application with one database, which archives. */
export function shop(props: Partial<PostgresClusterProps> = {}, extra: Extra = () => {}): Application {
  return {
    name: 'shop',
    target: DEFAULT_TARGET,
    suppressions: [],
    build(app: App) {
      const folder = new Folder(app, 'shop/database', { namespace: 'shop' });
      const cluster = new PostgresCluster(folder, 'Database', {
        name: 'shop-db',
        version: '17',
        image: IMAGE,
        instances: 1,
        storage: { size: '1Gi' },
        bootstrap: initdb({ database: 'shop', owner: 'shop' }),
        archive: new ObjectStore(folder, 'Backups', STORE),
        ...props,
      });
      extra(folder, cluster);
    },
  };
}

let root: string;

/** A new folder with the source of the shop. */
export function openSource(): string {
  root = mkdtempSync(join(tmpdir(), 'upgrade-postgres-'));
  mkdirSync(join(root, 'apps/shop'), { recursive: true });
  writeFileSync(join(root, FILE), SOURCE);
  return root;
}

export function closeSource(): void {
  rmSync(root, { recursive: true });
}

export const source = () => readFileSync(join(root, FILE), 'utf8');

/** `npm run upgrade -- postgres`. */
export async function run(args: readonly string[], application = shop()) {
  const console = captured();
  const repository = async () => ({ applications: [application] });
  const code = await runCommandLine(['upgrade', 'postgres', ...args], { repository, root, console });
  return { code, ...console.output };
}

export const TO_18 = ['18', '--app', 'shop'];
