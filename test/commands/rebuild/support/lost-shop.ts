import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { manifestsOf } from '../../../../commands/applications/application-tree';
import { renderApplications } from '../../../../commands/applications/render-applications';
import { type RebuildRequest, rebuild } from '../../../../commands/rebuild/rebuild';
import {
  type Application,
  addDrills,
  addRecoveries,
  type Folder,
  initdb,
  type ObjectStore,
  PostgresCluster,
  recoveriesFrom,
  type ServiceProps,
} from '../../../../constructs';
import { at, type Manifest } from '../../../../manifests/object/manifest';
import type { LineageEntry } from '../../../../plan/lineage/lineage-entry';
import { printLock } from '../../../../plan/lineage/lineage-lock';
import { archivingShop, IMAGE, STORE } from '../../support/archiving-shop';
import { captured } from '../../support/console';

const NOW = new Date('2026-11-21T13:05:09Z');
const FILE = 'apps/shop/recoveries.json';
export const PROPS = {
  version: '17',
  image: IMAGE,
  instances: 1,
  storage: { size: '1Gi', storageClass: 'fast' },
} as const;
const BALANCER: ServiceProps = { name: 'shop-db-lb', access: 'rw', type: 'LoadBalancer' };

let root: string;

/** A repository in a new folder, in which shop-db is declared and has archived. */
export function openRepository(): void {
  root = mkdtempSync(join(tmpdir(), 'rebuild-'));
  mkdirSync(join(root, 'apps/shop'), { recursive: true });
  declare({ recoveries: [] });
  lock(archive('shop-db'), { object: 'Cluster shop/shop-db' });
}

export function closeRepository(): void {
  rmSync(root, { recursive: true });
}

export const repository = () => root;
export const declare = (content: object) => writeFileSync(join(root, FILE), JSON.stringify(content));
export const written = () => readFileSync(join(root, FILE), 'utf8');
export const declared = () => JSON.parse(written());
export const lock = (...entries: LineageEntry[]) => writeFileSync(join(root, 'lineage.lock.json'), printLock(entries));
export const archive = (server: string, cluster = 'shop-db', major = 17) => ({
  archive: `s3://backups/shop ${server}`,
  major,
  cluster: `shop/${cluster}`,
});

export interface Variant {
  archived?: boolean;
  reads?: boolean;
  version?: '17' | '18';
  serverName?: string;
  more?: (folder: Folder, store: ObjectStore, db: PostgresCluster) => void;
}

export function shop({ archived = true, reads = true, version = '17', serverName, more }: Variant = {}): Application {
  return archivingShop((folder, store, app) => {
    const db = new PostgresCluster(folder, 'Database', {
      ...PROPS,
      version,
      image: `ghcr.io/cloudnative-pg/postgresql:${version === '17' ? '17.7' : '18.1'}-standard-trixie`,
      name: 'shop-db',
      bootstrap: initdb({ database: 'shop', owner: 'shop' }),
      archive: archived ? { store, ...(serverName && { serverName }) } : undefined,
      services: [BALANCER],
    });
    const recoveries = recoveriesFrom(declared());
    if (reads) addDrills(app, 'shop/drill', addRecoveries(folder, db, recoveries), recoveries, STORE);
    more?.(folder, store, db);
  });
}

export function run(request: Partial<RebuildRequest> = {}, application = shop()): string {
  const console = captured();
  expect(rebuild([application], { application: 'shop', root, now: NOW, console, ...request })).toBe(0);
  return console.output.out;
}

/** Each Cluster that synth would write: what it reads, up to when, and where it archives. */
export function clusters(application = shop()): Record<string, unknown> {
  const { violations } = renderApplications({ applications: [application], root, outdir: 'dist', now: NOW });
  expect(violations.filter(({ severity }) => severity === 'error')).toEqual([]);
  return Object.fromEntries(
    manifestsOf(application)
      .filter(({ kind }) => kind === 'Cluster')
      .map((manifest) => [manifest.metadata.name, lineOf(manifest)]),
  );
}

function lineOf(manifest: Manifest) {
  const source = at(manifest, 'spec.bootstrap.recovery.source');
  const externals = at(manifest, 'spec.externalClusters') as { name: string; plugin: { parameters: object } }[];
  const from = externals?.find(({ name }) => name === source)?.plugin.parameters;
  return [
    at(from, 'serverName'),
    at(manifest, 'spec.bootstrap.recovery.recoveryTarget.targetTime'),
    at(manifest, 'spec.plugins.0.parameters.serverName'),
  ];
}
