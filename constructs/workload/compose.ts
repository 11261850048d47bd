import { ImageReference, type PostgresMajor } from '../../values/cnpg/image';
import type { Compliance } from '../../values/declarations/compliance';
import type { Keys } from '../../values/text/keys';
import { checkKeys } from '../base/check-keys';
import { InputError } from '../base/input-error';
import type { InitdbOptions } from '../postgres/bootstrap';
import { INITDB_KEYS } from '../postgres/bootstrap-keys';
import { MAJOR } from '../postgres/cluster-image';
import { CLUSTER_KEYS } from '../postgres/cluster-keys';
import { complianceParameters } from '../postgres/compliance';
import { parameterTexts } from '../postgres/parameter-texts';

/** What the local database shares with the declared one. */
export interface ComposeOptions {
  /** Name of the application; the volume is named after it. */
  readonly name: string;
  /** Image of the cluster; the local one is Docker's official image of the same minor version. */
  readonly image: string;
  /** Bootstrap of the cluster, for database, owner, encoding and locale. */
  readonly bootstrap: Pick<InitdbOptions, 'database' | 'owner' | 'encoding' | 'locale' | 'localeProvider'>;
  /** Parameters of PostgreSQL. @default - PostgreSQL's own defaults */
  readonly parameters?: Readonly<Record<string, string | number | boolean>>;
  /** Major version, for the parameters of `compliance`. @default - without `compliance`, none is needed */
  readonly version?: PostgresMajor;
  /** What the cluster declares; its logging is the same here. @default - none */
  readonly compliance?: Compliance;
}

/** CNPG's default, while Docker's image would take en_US.utf8: the two sort differently. */
const CNPG_LOCALE = 'C';

/** With those of a cluster, whose props may be spread into it. */
const COMPOSE_KEYS: Keys<ComposeOptions> = {
  ...CLUSTER_KEYS,
  name: true,
  image: true,
  bootstrap: INITDB_KEYS,
  parameters: true,
  version: MAJOR,
  compliance: true,
};

/**
 * A Docker Compose file with the declared database for local development: same PostgreSQL version, database, owner, encoding, locale and
 * parameters. The owner is not a superuser, as in the cluster. There is no TLS and there are no standbys.
 * @throws InputError for an image whose tag names no exact version.
 * @see https://docs.docker.com/reference/compose-file/
 */
export function composeFile(options: ComposeOptions): object {
  checkKeys(`compose ${options.name}`, options, COMPOSE_KEYS);
  const version = ImageReference.parse(options.image).postgres;
  if (version?.minor === undefined) {
    throw new InputError(`compose ${options.name}`, `image "${options.image}" names no exact version of PostgreSQL`);
  }
  const { bootstrap } = options;
  const { collate, ctype } =
    typeof bootstrap.locale === 'object' ? bootstrap.locale : { collate: bootstrap.locale, ctype: bootstrap.locale };
  const initdb = [
    `--encoding=${bootstrap.encoding ?? 'UTF8'}`,
    `--lc-collate=${collate ?? CNPG_LOCALE}`,
    `--lc-ctype=${ctype ?? CNPG_LOCALE}`,
    ...localeProvider(bootstrap.localeProvider),
  ];
  const parameters = parameterTexts({ ...complianceParameters(options), ...options.parameters });
  const settings = Object.entries(parameters).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return {
    name: options.name,
    services: {
      postgres: {
        image: `postgres:${version.major}.${version.minor}`,
        command: ['postgres', ...settings.map(escapeCompose)],
        environment: {
          POSTGRES_PASSWORD: PASSWORD,
          POSTGRES_INITDB_ARGS: escapeCompose(initdb.join(' ')),
        },
        ports: [`127.0.0.1:$\{POSTGRES_PORT:-5432}:5432`],
        // Parallel queries exchange their rows through /dev/shm, of which Docker gives 64 MB.
        shm_size: '256mb',
        configs: [{ source: 'owner', target: '/docker-entrypoint-initdb.d/owner.sql' }],
        volumes: [`data:${dataDirectory(version.major)}`],
        healthcheck: {
          test: [
            'CMD',
            'pg_isready',
            '--host',
            '127.0.0.1',
            '--username',
            bootstrap.owner,
            '--dbname',
            bootstrap.database,
          ],
          interval: '5s',
          timeout: '5s',
          retries: 12,
        },
      },
    },
    configs: { owner: { content: ownerSql(bootstrap) } },
    volumes: { data: {} },
  };
}

/** Of the local database alone; set POSTGRES_PASSWORD for another. */
const PASSWORD = `$\{POSTGRES_PASSWORD:-local}`;

/** Where Docker's image keeps its data: mounted one level higher, older majors would write to an anonymous volume and lose it. */
function dataDirectory(major: number): string {
  return major >= 18 ? '/var/lib/postgresql' : '/var/lib/postgresql/data';
}

function localeProvider(chosen: InitdbOptions['localeProvider']): string[] {
  if (chosen === undefined) return [];
  const rules = chosen.provider === 'icu' && chosen.rules !== undefined ? [`--icu-rules=${quoted(chosen.rules)}`] : [];
  return [`--locale-provider=${chosen.provider}`, `--${chosen.provider}-locale=${chosen.locale}`, ...rules];
}

/** The entrypoint of Docker's image hands its arguments to a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function ownerSql(bootstrap: ComposeOptions['bootstrap']): string {
  const owner = identifier(bootstrap.owner);
  return [
    `CREATE ROLE ${owner} LOGIN PASSWORD '${PASSWORD}';`,
    `CREATE DATABASE ${identifier(bootstrap.database)} OWNER ${owner};`,
    '',
  ].join('\n');
}

function identifier(name: string): string {
  return escapeCompose(`"${name.replaceAll('"', '""')}"`);
}

/** Compose replaces `$NAME` in every value; a dollar of its own is written twice. */
function escapeCompose(text: string): string {
  return text.replaceAll('$', '$$$$');
}
