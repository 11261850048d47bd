import { at, list, type Manifest, record, text } from '../../manifests/object/manifest';
import type { Node } from '../../rules/admission/server/node';
import { BARMAN_CLOUD_PLUGIN } from '../../values/cnpg/barman-cloud';
import { CONNECTION_PARAMETERS } from '../../values/postgres/libpq';
import { apiWords } from './api-words';
import { secretKeyWord } from './common-words';
import { call, type Expression, words } from './expression';

type Entry = Readonly<Record<string, unknown>>;

const SSL_MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full'];

/** The external clusters of a Cluster, by name. */
export function externalWords(cluster: Manifest, node: Node | undefined): ReadonlyMap<string, Expression> {
  const schema = node?.field('spec')?.field('externalClusters')?.items;
  const entries = list(at(cluster, 'spec.externalClusters')).map(record);
  return new Map(
    entries.flatMap((entry) => {
      const name = text(entry.name);
      return name === undefined ? [] : [[name, externalWord(name, entry, schema)] as const];
    }),
  );
}

function externalWord(name: string, entry: Entry, node: Node | undefined): Expression {
  return (
    archiveWord(name, entry) ?? connectionWord(name, entry) ?? call('ExternalCluster.adopted', apiWords(entry, node))
  );
}

function archiveWord(name: string, { plugin, ...entry }: Entry): Expression | undefined {
  const archive = archiveOf(plugin);
  return archive === undefined || Object.keys(entry).length > 1
    ? undefined
    : call('ExternalCluster.fromArchive', { name, ...archive });
}

/** What a plugin stanza of an external cluster says, if it says what ours says. */
function archiveOf(plugin: unknown) {
  const { name, enabled = true, isWALArchiver = false, parameters, ...more } = record(plugin);
  const { barmanObjectName, serverName, ...others } = record(parameters);
  const isOurs = name === BARMAN_CLOUD_PLUGIN && enabled === true && isWALArchiver === false;
  if (!isOurs || [more, others].some((rest) => Object.keys(rest).length > 0)) return undefined;
  if (typeof barmanObjectName !== 'string' || typeof serverName !== 'string') return undefined;
  return { store: call('ObjectStore.fromObjectStoreName', barmanObjectName), serverName };
}

function connectionWord(name: string, entry: Entry): Expression | undefined {
  const { name: _, connectionParameters, plugin, password, sslCert, sslKey, sslRootCert, ...more } = entry;
  const { host, port, user, dbname, sslmode, ...parameters } = record(connectionParameters);
  const archive = archiveOf(plugin);
  const isOurs =
    Object.keys(more).length === 0 &&
    [host, user].every((value) => typeof value === 'string' && value !== '') &&
    /^\d+$/.test(String(port)) &&
    SSL_MODES.includes(String(sslmode)) &&
    (plugin === undefined || archive !== undefined) &&
    Object.keys(parameters).every((key) => key !== 'password' && CONNECTION_PARAMETERS.includes(key));
  if (!isOurs) return undefined;
  return call(
    'ExternalCluster.fromConnection',
    words({
      name,
      host: String(host),
      port: Number(port),
      user: String(user),
      database: text(dbname),
      sslMode: String(sslmode),
      password: secretKeyWord(password),
      certificate: secretKeyWord(sslCert),
      key: secretKeyWord(sslKey),
      rootCertificate: secretKeyWord(sslRootCert),
      parameters:
        Object.keys(parameters).length === 0
          ? undefined
          : Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, String(value)])),
      archive,
    }),
  );
}
