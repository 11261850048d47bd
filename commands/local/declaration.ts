import { applicationDatabaseOf } from '../../manifests/cnpg/bootstrap';
import { majorOf } from '../../manifests/cnpg/cluster-traits';
import { rolesOf } from '../../manifests/cnpg/database-roles';
import { Kind } from '../../manifests/object/kinds';
import { at, list, type Manifest, namespaceOf, record, text, texts } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { dependentsOf } from '../../manifests/object/references';
import { preloadedLibraries } from '../../manifests/postgres/extensions';
import { givenParameters } from '../../manifests/postgres/server-parameters';
import { complete } from '../../rules/admission/complete';
import type { Configuration } from '../postgres/fit-to-build';
import type { Note } from '../postgres/note';

/** What a Cluster and the objects that name it declare, as far as a single server can have it. */
export interface Declaration extends Configuration {
  readonly name: string;
  readonly namespace: string;
  readonly major: number | undefined;
  /** Arguments of initdb. */
  readonly initdb: readonly string[];
  readonly database: string;
  readonly owner: string;
  /** SQL that runs once, in the order of CNPG. */
  readonly scripts: {
    readonly postgres: readonly string[];
    readonly template: readonly string[];
    readonly application: readonly string[];
  };
  /** Specs of roles: entries of `spec.managed.roles`, and DatabaseRoles. */
  readonly roles: readonly Readonly<Record<string, unknown>>[];
  /** Specs of Databases. */
  readonly databases: readonly Readonly<Record<string, unknown>>[];
  readonly notes: readonly Note[];
}

export function declarationOf(cluster: Manifest, index: Index): Declaration {
  const initdb = record(at(complete(cluster), 'spec.bootstrap.initdb'));
  const { method, database, owner } = applicationDatabaseOf(cluster);
  const notes: Note[] = [];
  const scripts = (inline: string, refs: string) => [
    ...texts(initdb[inline]),
    ...referenced(cluster, refs, record(initdb[refs]), index, notes),
  ];
  const parameters = givenParameters(cluster);
  const declaration = {
    name: text(cluster.metadata.name) ?? '',
    namespace: namespaceOf(cluster),
    major: majorOf(cluster),
    initdb: initdbArguments(initdb),
    database,
    owner,
    scripts: {
      postgres: scripts('postInitSQL', 'postInitSQLRefs'),
      template: scripts('postInitTemplateSQL', 'postInitTemplateSQLRefs'),
      application: scripts('postInitApplicationSQL', 'postInitApplicationSQLRefs'),
    },
    roles: rolesOf(cluster, index).map(({ role }) => role),
    databases: specsOf(Kind.DATABASE, cluster, index).map(record),
    parameters,
    libraries: [...new Set(preloadedLibraries(cluster).map(({ name }) => name))],
    notes,
  };
  if (method !== 'initdb')
    notes.push({ what: `bootstrap ${method}`, why: 'there is no backup here: the database starts empty' });
  if (initdb.import !== undefined)
    notes.push({ what: 'bootstrap import', why: 'there is no source here: the database starts empty' });
  for (const [field, why] of UNAVAILABLE) {
    if (list(at(cluster, field)).length > 0) notes.push({ what: field, why });
  }
  return declaration;
}

const UNAVAILABLE: readonly (readonly [field: string, why: string])[] = [
  ['spec.postgresql.pg_hba', 'here everybody comes from 127.0.0.1, with a password'],
  ['spec.postgresql.extensions', 'they are images of their own'],
  ['spec.tablespaces', 'they are volumes of their own: everything is in one'],
];

/** The arguments that the operator gives initdb: pkg/specs/jobs.go. */
function initdbArguments(initdb: Readonly<Record<string, unknown>>): string[] {
  const options = texts(initdb.options);
  if (options.length > 0) return options;
  const flags: readonly (readonly [flag: string, value: unknown])[] = [
    ['encoding', initdb.encoding],
    ['lc-collate', initdb.localeCollate],
    ['lc-ctype', initdb.localeCType],
    ['locale', initdb.locale],
    ['locale-provider', initdb.localeProvider],
    ['icu-locale', initdb.icuLocale],
    ['icu-rules', initdb.icuRules],
    ['builtin-locale', initdb.builtinLocale],
    ['wal-segsize', initdb.walSegmentSize],
  ];
  return [
    ...(initdb.dataChecksums === true ? ['--data-checksums'] : []),
    ...flags.flatMap(([flag, value]) => (value === undefined || value === '' ? [] : [`--${flag}=${String(value)}`])),
  ];
}

/** The SQL of ConfigMaps. CNPG runs what Secrets hold before it, and no Secret has values in git. */
function referenced(
  cluster: Manifest,
  field: string,
  { secretRefs, configMapRefs }: Readonly<Record<string, unknown>>,
  index: Index,
  notes: Note[],
): string[] {
  for (const { name } of list(secretRefs).map(record)) {
    notes.push({ what: `${field} Secret ${String(name)}`, why: 'no Secret has its values in git' });
  }
  return list(configMapRefs).flatMap((reference) => {
    const { name, key } = record(reference);
    const map = index.get(Kind.CONFIG_MAP, namespaceOf(cluster), String(name));
    const sql = text(record(map?.data)[String(key)]);
    if (sql !== undefined) return [sql];
    const why =
      map === undefined
        ? 'the ConfigMap is not among the manifests of the application'
        : 'the ConfigMap has no such key';
    notes.push({ what: `${field} ConfigMap ${String(name)}, key ${String(key)}`, why });
    return [];
  });
}

function specsOf(kind: string, cluster: Manifest, index: Index): unknown[] {
  return dependentsOf(kind, cluster, index).map((manifest) => manifest.spec);
}
