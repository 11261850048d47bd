import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommandLine } from '../../../../commands/cli/cli';
import {
  type Application,
  Duration,
  type Folder,
  initdb,
  type ObjectStore,
  PostgresCluster,
  type PostgresClusterProps,
} from '../../../../constructs/index';
import { archivingShop, IMAGE } from '../../support/archiving-shop';
import { captured } from '../../support/console';

export const FILE = 'apps/shop/config.ts';
export const SOURCE = `export const config = {\n  version: '17',\n  image: '${IMAGE}',\n  instances: 1,\n};\n`;

export type Extra = (folder: Folder, cluster: PostgresCluster) => void;

/** An application with one database, which archives. */
export function shop(props: Partial<PostgresClusterProps> = {}, extra: Extra = () => {}): Application {
  const make = (folder: Folder, archive: ObjectStore) => {
    const cluster = new PostgresCluster(folder, 'Database', {
      name: 'shop-db',
      version: '17',
      image: IMAGE,
      instances: 1,
      storage: { size: '1Gi' },
      bootstrap: initdb({ database: 'shop', owner: 'shop' }),
      archive,
      ...props,
    });
    extra(folder, cluster);
  };
  return archivingShop(make, { retention: Duration.days(14) });
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
