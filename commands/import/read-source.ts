import { type Dirent, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { loadAll, YAMLException } from 'js-yaml';
import { UsageError } from '../cli/usage-error';

/** Text that may hold CRDs, and where it came from. */
export interface SourceText {
  /** What `sources.json` records: the URL, the base name of a file or folder, or `stdin`; never a path of one machine. */
  readonly origin: string;
  /** For messages: the origin, and the file within a folder. */
  readonly label: string;
  /** The version that the URL or the name of the folder gives. */
  readonly release: string | null;
  readonly text: string;
}

const EXTENSIONS = ['.yaml', '.yml', '.json'];
const MAX_BYTES = 64 * 1024 * 1024;
const TIMEOUT_MS = 60_000;

/**
 * Reads a folder, a file, a URL, or standard input (`-`).
 *
 * @throws UsageError where a file or folder is missing
 * @throws Error where a URL cannot be read or something is too large
 */
export async function readSource(source: string, stdin: () => Promise<string>): Promise<readonly SourceText[]> {
  if (source === '-') return [{ origin: 'stdin', label: 'stdin', release: null, text: await stdin() }];
  if (/^https?:\/\//i.test(source)) return [await readUrl(source)];
  const path = resolve(source);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new UsageError(`${source}: no such file or folder`);
  const origin = basename(path) || 'root';
  if (!found.isDirectory()) {
    const release = releaseIn(origin) ?? releaseIn(basename(dirname(path)));
    return [{ origin, label: origin, release, text: await readText(path, source) }];
  }
  const names = (await readdir(path, { withFileTypes: true })).filter(isYaml).map(({ name }) => name);
  if (names.length === 0) throw new Error(`${source}: the folder holds no .yaml, .yml or .json file`);
  return Promise.all(
    names.sort().map(async (name) => ({
      origin,
      label: `${origin}/${name}`,
      release: releaseIn(origin),
      text: await readText(join(path, name), `${origin}/${name}`),
    })),
  );
}

/** The documents of a text; the items of a `List`, as `kubectl get` prints it, count as documents. */
export function documentsIn({ text, label }: SourceText): readonly unknown[] {
  let documents: readonly unknown[];
  try {
    documents = loadAll(text);
  } catch (error) {
    if (error instanceof YAMLException && error.mark) {
      throw new Error(`${label}: broken YAML at line ${error.mark.line + 1}: ${error.reason}`);
    }
    throw new Error(`${label}: broken YAML: ${error instanceof Error ? error.message : String(error)}`);
  }
  return documents.flatMap((document) => {
    const { kind, items } = (document ?? {}) as { kind?: unknown; items?: unknown };
    return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items)
      ? (items as unknown[])
      : [document];
  });
}

async function readUrl(source: string): Promise<SourceText> {
  if (!URL.canParse(source)) throw new UsageError(`${source}: not a URL`);
  const url = new URL(source);
  // `sources.json` is committed: a password of the URL must not be.
  if (url.username !== '' || url.password !== '') {
    throw new UsageError(`${url.host}: the URL holds credentials; download the file and import that`);
  }
  let text: string;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw new Error(`the server answered ${response.status} ${response.statusText}`.trimEnd());
    text = await limited(response.body ?? [], source);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
    throw new Error(`${source}: ${error instanceof Error ? error.message : String(error)}${cause}`);
  }
  return { origin: source, label: source, release: releaseIn(decodeURI(url.pathname)), text };
}

/** Collects a stream as UTF-8, and stops where it is larger than any set of CRDs. */
export async function limited(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  label: string,
): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BYTES) throw new Error(`${label}: larger than ${MAX_BYTES / 1024 / 1024} MiB`);
    parts.push(chunk);
  }
  return Buffer.concat(parts).toString('utf8');
}

async function readText(path: string, label: string): Promise<string> {
  if (statSync(path).size > MAX_BYTES) throw new Error(`${label}: larger than ${MAX_BYTES / 1024 / 1024} MiB`);
  return readFile(path, 'utf8');
}

function isYaml(entry: Dirent): boolean {
  return !entry.isDirectory() && EXTENSIONS.includes(extname(entry.name).toLowerCase());
}

/** `cloudnative-pg-1.28.0` and `/cloudnative-pg/v1.28.0/config/crd` both say 1.28.0; the last one counts. */
function releaseIn(name: string): string | null {
  return name.match(/(?<![\d.])\d+\.\d+\.\d+(?:-(?:alpha|beta|rc)\.?\d+)?(?!\d)/g)?.at(-1) ?? null;
}
