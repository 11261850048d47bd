import { inBytes, lookup } from '../../manifests/postgres/parameters';
import { isPostgresMajor } from '../../values/cnpg/image';
import type { Note } from '../postgres/note';

/** Sizes that are a server's, and what is enough for a developer. */
const AT_MOST: Readonly<Record<string, readonly [value: string, why: string]>> = {
  shared_buffers: ['128MB', 'the server takes this memory when it starts'],
  wal_buffers: ['16MB', 'the server takes this memory when it starts'],
  maintenance_work_mem: ['64MB', 'each of several workers takes this memory'],
  autovacuum_work_mem: ['64MB', 'each of several workers takes this memory'],
  max_wal_size: ['1GB', 'this much disk is used before a checkpoint'],
  min_wal_size: ['80MB', 'this much disk stays in use'],
  wal_keep_size: ['0', 'there is no standby that may come back'],
};

/** What only the cluster's machines, standbys and certificates can give. Costs and planner sizes stay: plans are to be the cluster's. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  archive_timeout: 'nothing is archived here',
  backend_flush_after: 'it is about the disk of the cluster',
  dynamic_shared_memory_type: 'the operating system decides',
  effective_io_concurrency: 'it is about the disk of the cluster',
  huge_page_size: 'it is about the memory of the nodes',
  huge_pages: 'it is about the memory of the nodes',
  io_max_combine_limit: 'it is about the disk of the cluster',
  io_method: 'it is about the kernel of the nodes',
  io_workers: 'it is about the disk of the cluster',
  maintenance_io_concurrency: 'it is about the disk of the cluster',
  shared_memory_type: 'the operating system decides',
  ssl_ciphers: 'there is no TLS here',
  ssl_max_protocol_version: 'there is no TLS here',
  ssl_min_protocol_version: 'there is no TLS here',
};

/** The parameters that make sense on a laptop, and what became of the others. */
export function scale(
  major: number,
  parameters: Readonly<Record<string, string>>,
): {
  readonly parameters: Readonly<Record<string, string>>;
  readonly notes: readonly Note[];
} {
  const notes = Object.entries(parameters).flatMap(([name, value]) => noteOn(major, name, value) ?? []);
  const changed = new Map(notes.map(({ what, used }) => [what, used]));
  const scaled = Object.entries(parameters).flatMap(([name, value]) => {
    if (!changed.has(name)) return [[name, value] as const];
    const used = changed.get(name);
    return used === undefined ? [] : [[name, used] as const];
  });
  return { parameters: Object.fromEntries(scaled), notes };
}

function noteOn(given: number, what: string, value: string): Note | undefined {
  const major = String(given);
  if (!isPostgresMajor(major)) return undefined;
  const name = lookup(major, what)?.name ?? what;
  const why = LEFT_OUT[name];
  if (why !== undefined) return { what, value, why };
  const [limit, reason] = AT_MOST[name] ?? [];
  if (limit === undefined || reason === undefined) return undefined;
  const [wanted, enough] = [inBytes(major, name, value), inBytes(major, name, limit)];
  if (wanted === undefined || enough === undefined || wanted <= enough) return undefined;
  return { what, value, used: limit, why: reason };
}
