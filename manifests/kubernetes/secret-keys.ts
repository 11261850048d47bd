import {
  applicationSecretName,
  authoritySecretName,
  clientCertificateSecretName,
  replicationSecretName,
  serverSecretName,
  superuserSecretName,
} from '../../values/cnpg/derived-names';
import { groupBy } from '../../values/collections/group-by';
import { applicationDatabaseOf } from '../cnpg/bootstrap';
import { hasClientCertificate } from '../cnpg/database-roles';
import { placeKey } from '../object/identity';
import { Kind } from '../object/kinds';
import { at, groupKindOf, list, type Manifest, namespaceOf, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';

/** A Secret that something in the run makes. */
export interface KnownSecret {
  readonly namespace: string;
  readonly name: string;
  /** Undefined if the keys are only known outside of the run. */
  readonly keys: ReadonlySet<string> | undefined;
  readonly madeBy: Manifest;
}

/** What makes a Secret, for messages: `Cluster shop/shop-db`. */
export function makerOf({ madeBy, namespace }: KnownSecret): string {
  return `${madeBy.kind} ${namespace}/${text(madeBy.metadata.name) ?? ''}`;
}

/** Whether the operator makes it. */
export function isOfCluster({ madeBy }: KnownSecret): boolean {
  return groupKindOf(madeBy) === Kind.CLUSTER;
}

/** The keys of `<cluster>-app` and `<cluster>-superuser`: pkg/specs/secrets.go. */
export const CREDENTIAL_KEYS = [
  'username',
  'user',
  'password',
  'dbname',
  'host',
  'port',
  'pgpass',
  'uri',
  'jdbc-uri',
  'fqdn-uri',
  'fqdn-jdbc-uri',
] as const;

// A Cluster has five of them.
const CREDENTIALS: ReadonlySet<string> = new Set(CREDENTIAL_KEYS);
const AUTHORITY: ReadonlySet<string> = new Set(['ca.crt', 'ca.key']);
const PAIR: ReadonlySet<string> = new Set(['tls.crt', 'tls.key']);
const ISSUED: ReadonlySet<string> = new Set(['tls.crt', 'tls.key', 'ca.crt']);

/** The Secrets of the run, by name. Several namespaces may have a Secret of the same name. */
export function secretsByName(index: Index): ReadonlyMap<string, readonly KnownSecret[]> {
  return groupBy(index.derive(secrets), ({ name }) => name);
}

/** The Secrets with that name and namespace that the run makes. Several objects may contribute to one Secret. */
export function secretsNamed(namespace: string, name: string, index: Index): readonly KnownSecret[] {
  return index.derive(secretsByIdentity).get(placeKey(namespace, name)) ?? [];
}

function secretsByIdentity(index: Index): ReadonlyMap<string, readonly KnownSecret[]> {
  return groupBy(index.derive(secrets), ({ namespace, name }) => placeKey(namespace, name));
}

function secrets(index: Index): readonly KnownSecret[] {
  return [
    ...index.all(Kind.CLUSTER).flatMap(ofCluster),
    ...index.all(Kind.DATABASE_ROLE).flatMap(ofDatabaseRole),
    ...index.all(Kind.SECRET).map(ofSecret),
    ...index.all(Kind.EXTERNAL_SECRET).map(ofExternalSecret),
    ...index.all(Kind.SEALED_SECRET).map(ofSealedSecret),
    ...index.all(Kind.CERTIFICATE).map(ofCertificate),
  ];
}

/** The secrets that the operator makes for a Cluster. */
function ofCluster(cluster: Manifest): KnownSecret[] {
  const own = text(cluster.metadata.name) ?? '';
  if (own === '') return [];
  const { method, secret } = applicationDatabaseOf(cluster);
  const { serverCASecret, serverTLSSecret, clientCASecret, replicationTLSSecret } = record(
    at(cluster, 'spec.certificates'),
  );
  const isMonolith = at(cluster, 'spec.bootstrap.initdb.import.type') === 'monolith' && method === 'initdb';
  const made: [name: string, keys: ReadonlySet<string>, isMade: boolean][] = [
    [applicationSecretName(own), CREDENTIALS, secret === undefined && !isMonolith],
    [
      superuserSecretName(own),
      CREDENTIALS,
      at(cluster, 'spec.enableSuperuserAccess') === true && at(cluster, 'spec.superuserSecret') === undefined,
    ],
    [authoritySecretName(own), AUTHORITY, serverCASecret === undefined || clientCASecret === undefined],
    [serverSecretName(own), PAIR, serverTLSSecret === undefined],
    [replicationSecretName(own), PAIR, replicationTLSSecret === undefined],
  ];
  return made.filter(([, , isMade]) => isMade).map(([name, keys]) => secretOf(cluster, name, keys));
}

/** The client certificate. An operator that does not have the key of the authority makes none, which the manifests do not always show. */
function ofDatabaseRole(role: Manifest): KnownSecret[] {
  return hasClientCertificate(role)
    ? [secretOf(role, clientCertificateSecretName(String(role.metadata.name)), PAIR)]
    : [];
}

function ofSecret(secret: Manifest): KnownSecret {
  const keys = new Set([...Object.keys(record(secret.data)), ...Object.keys(record(secret.stringData))]);
  return secretOf(secret, undefined, keys);
}

function ofExternalSecret(secret: Manifest): KnownSecret {
  const target = record(at(secret, 'spec.target'));
  const { data, templateFrom, mergePolicy } = record(target.template);
  const template = Object.keys(record(data));
  const isOpen = list(at(secret, 'spec.dataFrom')).length > 0 && (template.length === 0 || mergePolicy === 'Merge');
  const isMerged = target.creationPolicy === 'Merge' || list(templateFrom).length > 0;
  const fetched = list(at(secret, 'spec.data')).flatMap((entry) => text(record(entry).secretKey) ?? []);
  const keys = template.length > 0 && mergePolicy !== 'Merge' ? template : [...fetched, ...template];
  return secretOf(secret, text(target.name), isOpen || isMerged ? undefined : new Set(keys));
}

function ofSealedSecret(secret: Manifest): KnownSecret {
  return secretOf(
    secret,
    text(at(secret, 'spec.template.metadata.name')),
    new Set(Object.keys(record(at(secret, 'spec.encryptedData')))),
  );
}

/** An issuer that does not know its authority, such as ACME, writes no ca.crt. The manifests do not show that. */
function ofCertificate(certificate: Manifest): KnownSecret {
  return secretOf(certificate, text(at(certificate, 'spec.secretName')), ISSUED);
}

function secretOf(manifest: Manifest, name: string | undefined, keys: KnownSecret['keys']): KnownSecret {
  return { namespace: namespaceOf(manifest), name: name ?? text(manifest.metadata.name) ?? '', keys, madeBy: manifest };
}
