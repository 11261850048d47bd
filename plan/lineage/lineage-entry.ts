import { createHash } from 'node:crypto';

/** An object that holds state. */
export interface ObjectEntry {
  /** `Cluster shop/shop-db`. */
  readonly object: string;
}

/** An archive that a cluster writes to, or once wrote to. */
export interface ArchiveEntry {
  /** Destination path and server name: `s3://backups/shop shop-db`. */
  readonly archive: string;
  readonly major: number;
  /** The cluster that writes it: `shop/shop-db`. */
  readonly cluster: string;
}

export type LineageEntry = ObjectEntry | ArchiveEntry;

/** The server name in an archive. */
export function serverNameIn(archive: string): string {
  return archive.slice(archive.lastIndexOf(' ') + 1);
}

/** The archive beside another one, under another server name. */
export function withServerName(archive: string, serverName: string): string {
  return `${archive.slice(0, archive.lastIndexOf(' ') + 1)}${serverName}`;
}

/** The identity of an entry. */
export function keyOf(entry: LineageEntry): string {
  return 'object' in entry ? `object ${entry.object}` : `archive ${entry.archive} ${entry.major} ${entry.cluster}`;
}

/** One line of the lock, without its comma. */
export function printEntry(entry: LineageEntry): string {
  return JSON.stringify({ ...ordered(entry), hash: hashOf(entry) });
}

/** The entry of a line; undefined for a line that synth did not write in this form. */
export function parseEntry(line: string): LineageEntry | undefined {
  const value = parseJson(line);
  if (typeof value !== 'object' || value === null) return undefined;
  const entry = entryOf(value as Readonly<Record<string, unknown>>);
  // The whole line is compared: another order, an additional field or another hash is a manual edit.
  return entry !== undefined && printEntry(entry) === line ? entry : undefined;
}

function entryOf({ object, archive, major, cluster }: Readonly<Record<string, unknown>>): LineageEntry | undefined {
  if (typeof object === 'string') return { object };
  if (typeof archive !== 'string' || typeof major !== 'number' || typeof cluster !== 'string') return undefined;
  return { archive, major, cluster };
}

function ordered(entry: LineageEntry): LineageEntry {
  if ('object' in entry) return { object: entry.object };
  return { archive: entry.archive, major: entry.major, cluster: entry.cluster };
}

function hashOf(entry: LineageEntry): string {
  return createHash('sha256')
    .update(JSON.stringify(ordered(entry)))
    .digest('hex')
    .slice(0, 16);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
