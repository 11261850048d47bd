import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';
import * as library from '../../constructs/index';
import { isPostgresMajor } from '../../values/cnpg/image';
import { clusterNameProblem, dns1035LabelProblem } from '../../values/kubernetes/names';
import { manifestsOf } from '../applications/application-tree';
import { renderApplications } from '../applications/render-applications';
import type { Repository } from '../cli/command-context';
import type { Console } from '../cli/console';
import { UsageError } from '../cli/usage-error';
import { requiredServer } from '../postgres/required-server';
import { hasErrors, report, summary } from '../report/report';
import { platformNames, versionsFile } from '../upgrade/versions-file';
import { configText, identifierOf, type NewApplication, type Origin, sourceOf } from './application-source';
import { printNew } from './print-new';
import { REGISTER, registered } from './registration';
import type { runScript } from './run-script';

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

/**
 * Writes `apps/<name>/`, registers it, and lets synth write its manifests. It is rendered and judged in memory first.
 * @returns the exit code: 1 for what synth refuses, and everything is as it was then
 * @throws UsageError for a name that is taken or has no meaning, a platform that is not known, and options without meaning
 */
export function newApplication(repository: Repository, request: NewRequest): number {
  const { applications, acknowledgements: acknowledge } = repository;
  const { name, root, outdir, now, console } = request;
  refuseName(applications, request);
  const platform = platformOf(applications, request);
  const made = madeOf(request, platform);
  const index = registered(readFileSync(join(root, REGISTER), 'utf8'), name);
  const application = evaluate(made, platform);
  const all = repository.withApplication?.(application) ?? [...applications, application];
  const { violations, constructOf } = renderApplications({ applications: all, acknowledge, root, outdir, now });
  const wrong = violations.filter(
    ({ severity, file }) =>
      severity === 'error' || (severity === 'warning' && file?.startsWith(`${outdir}/${name}/`) === true),
  );
  if (wrong.length > 0) console.err(`${report(wrong, constructOf, console.color)}\n`);
  if (hasErrors(wrong)) {
    console.err(`${summary(wrong)}; nothing was written\n`);
    return 1;
  }
  const refused = writeAll(request, { ...sourceOf(made), [REGISTER]: index });
  if (refused !== undefined) {
    console.err(`${refused}\nnothing was written: everything is as it was\n`);
    return 1;
  }
  const server = serverProblem(Number(made.postgres), `Cluster ${name}/${name}-db`);
  console.out(printNew(name, platform.name, manifestsOf(application), server));
  return 0;
}

function refuseName(applications: readonly library.Application[], { name, root }: NewRequest): void {
  const problem = dns1035LabelProblem(name) ?? clusterNameProblem(`${name}-db`);
  if (problem !== undefined) throw new UsageError(`name "${name}" ${problem}`);
  const taken = applications.some((each) => each.name === name) || existsSync(join(root, 'apps', name));
  if (taken) throw new UsageError(`apps/${name} is there already; choose another name`);
}

function platformOf(applications: readonly library.Application[], { root, platform }: NewRequest): library.Platform {
  if (platform === undefined) {
    const names = platformNames(root).join(', ');
    throw new UsageError(`which platform does it run on? Add --platform with one of ${names}`);
  }
  versionsFile(root, platform);
  const found = applications.find((each) => each.platform?.name === platform)?.platform;
  if (found !== undefined) return found;
  throw new UsageError(`platform "${platform}" is in no list of ${REGISTER}; add its config to the platforms there`);
}

function madeOf(request: NewRequest, { name: platform, nodes, storageClasses }: library.Platform): NewApplication {
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
    origin: fromBackup === undefined ? undefined : originOf(fromBackup),
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

/** The declaration by the text that is going to be written. */
function evaluate(made: NewApplication, platform: library.Platform): library.Application {
  const scope = { ...library, [made.platform]: { platform }, RUNBOOKS: undefined, recoveries: { recoveries: [] } };
  const declaration: unknown = compileFunction(
    `return (${configText(made)});`,
    Object.keys(scope),
  )(...Object.values(scope));
  return library.ProductionDatabase.application(declaration as library.ProductionDatabaseProps);
}

/** Why a server of that major cannot be started here. */
function serverProblem(major: number, what: string): string | undefined {
  try {
    requiredServer(major, what);
    return undefined;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

/** Writes the sources and what synth makes of them; what was there is put back where that fails. @returns why it failed */
function writeAll({ root, name, run }: NewRequest, files: Readonly<Record<string, string>>): string | undefined {
  const before = readFileSync(join(root, REGISTER), 'utf8');
  const back = () => {
    writeWhole(join(root, REGISTER), before);
    rmSync(join(root, 'apps', name), { recursive: true, force: true });
  };
  try {
    for (const [file, text] of Object.entries(files)) writeWhole(join(root, file), text);
    for (const script of ['format', 'synth'] as const) {
      const { code, output } = run(root, script, script === 'format' ? [`apps/${name}`, REGISTER] : []);
      if (code === 0) continue;
      back();
      return output.trimEnd();
    }
  } catch (error) {
    back();
    throw error;
  }
  return undefined;
}

/** The old file is whole until the new one is. */
function writeWhole(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.next`, text);
  renameSync(`${path}.next`, path);
}
