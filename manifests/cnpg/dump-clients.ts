import { ImageReference } from '../../values/cnpg/image';
import { groupBy } from '../../values/collections/group-by';
import { attempt } from '../../values/text/invalid-value';
import { secretReferencesOf } from '../kubernetes/secret-references';
import { containersOf, variablesOf } from '../kubernetes/workload';
import { Kind, WORKLOAD_KINDS } from '../object/kinds';
import { type Manifest, namespaceOf, text, texts } from '../object/manifest';
import type { Index } from '../object/object-index';
import { clustersBySecret } from './clusters-by-secret';
import { hostsOf, servingClusterOf } from './database-host';

/** A container that runs pg_dump or pg_dumpall. */
export interface DumpClient {
  readonly workload: Manifest;
  /** Path of its image. */
  readonly path: string;
  readonly image: string;
  /** The version of its pg_dump, if the tag of the image tells it. */
  readonly major?: number;
  /** The Clusters that it names, by argument, variable or the Secret of a role. */
  readonly clusters: readonly Manifest[];
}

const DUMP = /\bpg_dump(?:all)?\b/;
/** A version in a script tells more than the image: `apk add postgresql18-client`, `/usr/lib/postgresql/18/bin/pg_dump`. */
const OTHER_VERSION = /postgresql(?:-client)?[-/]?\d{2}/;
/** Images that run a dump themselves, by name. */
const DUMPER = /pg[-_]?dump|(?:postgres(?:ql)?|pg)-?backup/;
/** Images known to carry the clients of the version at the start of their tag. */
const CLIENT = /\/(?:postgres|postgresql|postgresql-client|postgis)$/;

/** pg_dump refuses a server of a newer major than its own. */
export function dumpClientsOf(index: Index): readonly DumpClient[] {
  return index.derive(search);
}

/** Those of one workload. */
export function dumpClientsIn(workload: Manifest, index: Index): readonly DumpClient[] {
  return index.derive(byWorkload).get(workload) ?? [];
}

function byWorkload(index: Index): ReadonlyMap<Manifest, readonly DumpClient[]> {
  return groupBy(dumpClientsOf(index), ({ workload }) => workload);
}

function search(index: Index): readonly DumpClient[] {
  return [...WORKLOAD_KINDS, Kind.POD]
    .flatMap((kind) => index.all(kind))
    .flatMap((workload) => inWorkload(workload, index));
}

function inWorkload(workload: Manifest, index: Index): DumpClient[] {
  return containersOf(workload).flatMap(({ path, fields }) => {
    const words = [...texts(fields.command), ...texts(fields.args)];
    const reference = attempt(() => ImageReference.parse(text(fields.image) ?? ''));
    const name = reference?.name ?? '';
    const isNamed = words.some((word) => DUMP.test(word));
    if (!isNamed && !DUMPER.test(name)) return [];
    const isOwn = isNamed && CLIENT.test(name) && !words.some((word) => OTHER_VERSION.test(word));
    const major = isOwn ? reference?.postgres?.major : undefined;
    const variables = variablesOf(workload).filter((variable) => variable.path.startsWith(`${path}.`));
    // One word may hold a whole script.
    const parts = words.flatMap((word) => word.split(/[\s'"]+/));
    const hosts = [
      ...parts.flatMap((word) => word.split('=')),
      ...parts.flatMap((value) => hostsOf({ name: '', value, path: '' })),
      ...variables.flatMap(hostsOf),
    ];
    const secrets = secretReferencesOf(workload).filter((reference) => reference.path.startsWith(`${path}.`));
    const found = [
      ...hosts.flatMap((host) => servingClusterOf(host, namespaceOf(workload), index) ?? []),
      ...secrets.flatMap((secret) => clustersBySecret(namespaceOf(workload), secret.name, index)),
    ];
    const version = major === undefined ? {} : { major };
    return [
      { workload, path: `${path}.image`, image: String(fields.image), ...version, clusters: [...new Set(found)] },
    ];
  });
}
