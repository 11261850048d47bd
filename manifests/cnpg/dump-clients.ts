import { ImageReference } from '../../values/cnpg/image';
import { attempt } from '../../values/text/invalid-value';
import { containersOf, variablesOf } from '../kubernetes/workload';
import { Kind, WORKLOAD_KINDS } from '../object/kinds';
import { type Manifest, namespaceOf, text, texts } from '../object/manifest';
import type { Index } from '../object/object-index';
import { hostsOf, servingClusterOf } from './database-host';

/** A container that runs pg_dump or pg_dumpall with an image whose tag tells the version. */
export interface DumpClient {
  readonly workload: Manifest;
  /** Path of its image. */
  readonly path: string;
  readonly image: string;
  readonly major: number;
  /** The Clusters that it names, by argument or variable. */
  readonly clusters: readonly Manifest[];
}

const DUMP = /\bpg_dump(?:all)?\b/;
/** Images that are known to have the clients of the version that their tag begins with. */
const CLIENT = /\/(?:postgres|postgresql|postgresql-client|postgis)$/;

/** pg_dump refuses a server that is newer than itself. */
export function dumpClientsOf(index: Index): readonly DumpClient[] {
  return index.derive(search);
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
    const major = reference?.postgres?.major;
    if (major === undefined || !CLIENT.test(reference?.name ?? '') || !words.some((word) => DUMP.test(word))) return [];
    const variables = variablesOf(workload).filter((variable) => variable.path.startsWith(`${path}.`));
    // A whole script may be one word.
    const parts = words.flatMap((word) => word.split(/[\s'"]+/));
    const hosts = [
      ...parts.flatMap((word) => word.split('=')),
      ...parts.flatMap((value) => hostsOf({ name: '', value, path: '' })),
      ...variables.flatMap(hostsOf),
    ];
    const found = hosts.flatMap((host) => servingClusterOf(host, namespaceOf(workload), index) ?? []);
    return [{ workload, path: `${path}.image`, image: String(fields.image), major, clusters: [...new Set(found)] }];
  });
}
