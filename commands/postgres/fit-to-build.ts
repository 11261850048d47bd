import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Note } from './note';
import { UNCOMPILED } from './uncompiled';

/** What a server is configured with. */
export interface Configuration {
  readonly parameters: Readonly<Record<string, string>>;
  /** To be preloaded. */
  readonly libraries: readonly string[];
}

const LOCALES = ['lc_messages', 'lc_monetary', 'lc_numeric', 'lc_time'];
/** Parameters of an operating system that can ask for pages ahead of time: before 18, others refuse anything but 0. */
const PREFETCH = ['effective_io_concurrency', 'maintenance_io_concurrency'];

/** A configuration without what npm's build of PostgreSQL, or this machine, does not have; each thing that is left out, with the reason. */
export function fitToBuild(
  native: string,
  { parameters, libraries }: Configuration,
): Configuration & { readonly notes: readonly Note[] } {
  const missing = libraries.filter((library) => !hasLibrary(native, library));
  const reasons = Object.entries(parameters).flatMap(([name, value]) => {
    const why = reasonAgainst(name, value, missing);
    return why === undefined ? [] : [{ what: name, value, why }];
  });
  const left = new Set(reasons.map(({ what }) => what));
  return {
    parameters: Object.fromEntries(Object.entries(parameters).filter(([name]) => !left.has(name))),
    libraries: libraries.filter((library) => !missing.includes(library)),
    notes: [
      ...missing.map((library) => ({ what: `library ${library}`, why: "npm's build of PostgreSQL does not have it" })),
      ...reasons,
    ],
  };
}

function reasonAgainst(name: string, value: string, missing: readonly string[]): string | undefined {
  const key = name.toLowerCase();
  if (missing.includes(key.split('.')[0] ?? '')) return 'its library is not there';
  const [, values = []] = UNCOMPILED.find(([each]) => each === key) ?? [];
  if (values.includes(value.toLowerCase())) return "npm's build of PostgreSQL is compiled without it";
  if (LOCALES.includes(key)) return "the image's locales are not this machine's";
  if (PREFETCH.includes(key) && process.platform !== 'linux') return `${process.platform} cannot read ahead`;
  return undefined;
}

function hasLibrary(native: string, library: string): boolean {
  const folder = join(native, 'lib', 'postgresql');
  return readdirSync(folder).some((file) => file.replace(/\.(so|dylib)$/, '') === library);
}

export function hasExtension(native: string, extension: string): boolean {
  if (!/^[\w-]+$/.test(extension)) return false;
  return existsSync(join(native, 'share', 'postgresql', 'extension', `${extension}.control`));
}
