import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Application } from '../../constructs/index';
import type { Console } from '../cli/console';
import { oneApplication } from '../cli/one-named';
import { UsageError } from '../cli/usage-error';

/** What `npm run migrations` is asked for. */
export interface MigrationsRequest {
  /** Name of the application. */
  readonly application: string;
  /** Folder to write the files to. @default - they are printed */
  readonly output?: string;
  readonly console: Console;
}

/**
 * The SQL of roles and tenants for a database that exists: CNPG runs scripts only when it makes one. Migrations that have run keep their
 * bytes, since migration tools remember a checksum of each: a file that is there and differs is never written.
 *
 * @returns the exit code
 * @throws UsageError for an application without migrations, and for a file that differs
 */
export function migrations(applications: readonly Application[], request: MigrationsRequest): number {
  const { output, console } = request;
  const application = oneApplication(applications, request.application);
  const files = Object.entries(application.migrations?.() ?? {});
  if (files.length === 0) throw new UsageError(`application "${application.name}" declares neither roles nor tenants`);
  if (output === undefined) {
    for (const [path, sql] of files) console.out(`-- ${path}\n${sql}\n`);
    return 0;
  }
  const different = files.map(([path]) => join(output, path)).filter((path, i) => differs(path, files[i]?.[1]));
  if (different.length > 0) {
    throw new UsageError(
      `${different.join(', ')}: there already, and different; a migration that may have run is not changed: write to another folder, and add what is new under the next number`,
    );
  }
  for (const [path, sql] of files) {
    const target = join(output, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, sql);
    console.out(`${target}\n`);
  }
  return 0;
}

function differs(path: string, sql: string | undefined): boolean {
  return existsSync(path) && readFileSync(path, 'utf8') !== sql;
}
