import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Application, Platform } from '../../constructs/index';
import { isPostgresMajor } from '../../values/cnpg/image';
import { clusterNameProblem, dns1035LabelProblem } from '../../values/kubernetes/names';
import { reservedNamespace } from '../applications/reserved-namespace';
import type { Console } from '../cli/console';
import { UsageError } from '../cli/usage-error';
import { platformNames, versionsFile } from '../upgrade/versions-file';
import { destinationOf, identifierOf, type NewApplication, type Origin } from './application-source';
import { REGISTER } from './registration';
import type { runScript } from './run-script';
import { freeServerName } from './server-name';

/** What `npm run new` is asked for. */
export interface NewRequest {
  readonly name: string;
  /** Name of the platform; an error lists them without it. */
  readonly platform?: string;
  /** Whether it has an API. */
  readonly api: boolean;
  /** Whether it has a pooler. @default false */
  readonly pooler?: boolean;
  /** Names of further databases. @default - none */
  readonly database?: readonly string[];
  /** Whether it has a role that reads. @default false */
  readonly readOnly?: boolean;
  /** @default - one a node, at most three */
  readonly instances?: string;
  /** Major version of PostgreSQL. */
  readonly postgres: string;
  /** URL of the archive that it is recovered from. @default - it begins empty */
  readonly fromBackup?: string;
  /** Folder of the repository. */
  readonly root: string;
  /** Output folder of synth. */
  readonly outdir: string;
  readonly now: Date;
  readonly console: Console;
  /** Formats, and lets synth write. */
  readonly run: typeof runScript;
}

/** @throws UsageError for a name that is taken or has no meaning */
export function refuseName(applications: readonly Application[], { name, root }: NewRequest): void {
  const problem = dns1035LabelProblem(name) ?? clusterNameProblem(`${name}-db`);
  if (problem !== undefined) throw new UsageError(`name "${name}" ${problem}`);
  // What a construct is named in an object of JavaScript, which has one of this name by itself.
  if (name in Object.prototype) throw new UsageError(`name "${name}" is a word of JavaScript; choose another name`);
  const taken = applications.some((each) => each.name === name) || existsSync(join(root, 'apps', name));
  if (taken) throw new UsageError(`apps/${name} is there already; choose another name`);
}

/** It would have the namespace to itself, with the restricted level of Pod Security, and `remove` would delete it. @throws UsageError */
export function refuseNamespace(applications: readonly Application[], name: string, platform: Platform): void {
  const reserved = reservedNamespace(name, platform, applications);
  if (reserved === undefined) return;
  throw new UsageError(`name "${name}" would also be that of the namespace, which ${reserved}; choose another name`);
}

/** The platform that is asked for. @throws UsageError for one that is not known */
export function requestedPlatform(applications: readonly Application[], { root, platform }: NewRequest): Platform {
  if (platform === undefined) {
    const names = platformNames(root).join(', ');
    throw new UsageError(`which platform does it run on? Add --platform with one of ${names}`);
  }
  versionsFile(root, platform);
  const found = applications.find((each) => each.platform?.name === platform)?.platform;
  if (found !== undefined) return found;
  throw new UsageError(`platform "${platform}" is in no list of ${REGISTER}; add its config to the platforms there`);
}

/** What is to be written. @throws UsageError for options without meaning */
export function requestedApplication(
  request: NewRequest,
  { name: platform, nodes, storageClasses }: Platform,
): NewApplication {
  const {
    name,
    api: hasApi,
    pooler: hasPooler = false,
    database: databases = [],
    readOnly: hasReaders = false,
  } = request;
  const { postgres, instances = String(Math.min(nodes, 3)), fromBackup } = request;
  if (!/^[1-9]\d?$/.test(instances)) throw new UsageError(`--instances ${instances}: give a whole number from 1 to 99`);
  if (!isPostgresMajor(postgres)) throw new UsageError(`--postgres ${postgres} is not known`);
  const origin = fromBackup === undefined ? undefined : originOf(fromBackup);
  const [cluster, place] = [`${name}-db`, destinationOf({ name, ...(origin && { origin }) })];
  const serverName = freeServerName(request.root, cluster, place, origin);
  return {
    name,
    platform: identifierOf(platform),
    platformFolder: platform,
    instances: Number(instances),
    postgres,
    storageClass: storageClasses[0],
    hasApi,
    hasPooler,
    databases: databases.map(databaseNamed),
    hasReaders,
    replicas: nodes > 1 ? 2 : 1,
    serverName: serverName === cluster ? undefined : serverName,
    origin,
  };
}

/** As it is written into the source. */
function databaseNamed(name: string): string {
  if (/^[a-z_][a-z0-9_]*$/.test(name)) return name;
  throw new UsageError(`--database "${name}": give lower-case letters, digits and _, such as stock`);
}

function originOf(url: string): Origin {
  const [, destinationPath, serverName] = /^(s3:\/\/[^/']+(?:\/[^/']+)*)\/([a-z0-9.-]+)\/?$/.exec(url) ?? [];
  if (destinationPath !== undefined && serverName !== undefined) return { destinationPath, serverName };
  throw new UsageError(
    `--from-backup ${url}: give the folder that the cluster wrote to, such as s3://shop-backups/db/shop-db; for other providers than S3, change the credentials in config.ts afterwards`,
  );
}
