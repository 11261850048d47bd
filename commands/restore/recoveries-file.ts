import { readFileSync } from 'node:fs';
import { type Rebuild, type Recoveries, type Recovery, recoveriesFrom } from '../../constructs/index';
import { UsageError } from '../cli/usage-error';
import { replaceFile } from '../source/replace-file';

/** Reads the recoveries of an application. @throws UsageError where there is no such file, or where it cannot be read */
export function readRecoveries(file: string, shown: string): Recoveries {
  const text = attempt(
    () => readFileSync(file, 'utf8'),
    (error) =>
      isMissing(error)
        ? `${shown} does not exist: make it with { "recoveries": [] } and let config.ts and chart.ts read it`
        : undefined,
  );
  return attempt(
    () => recoveriesFrom(JSON.parse(text)),
    (error) => `${shown}: ${error.message}`,
  );
}

/** Always the same text for the same recoveries. */
export function writeRecoveries(file: string, recoveries: Recoveries): void {
  replaceFile(file, printRecoveries(recoveries));
}

/** Names of clusters and archives that are declared there: each is used once. */
export function declaredNames({ recoveries, rebuilds = [] }: Recoveries): string[] {
  return [
    ...recoveries.flatMap(({ name, serverName = name }) => [name, serverName]),
    ...rebuilds.flatMap(({ from, to }) => [from, to]),
  ];
}

export function printRecoveries({
  serving,
  recoveries,
  rebuilds = [],
  upgrades,
  hibernated = [],
  dropped = [],
}: Recoveries): string {
  const plain = {
    ...(serving !== undefined && { serving }),
    recoveries: recoveries.map(plainOf),
    ...(rebuilds.length > 0 && { rebuilds: rebuilds.map(plainRebuild) }),
    ...(upgrades !== undefined && { upgrades }),
    ...(hibernated.length > 0 && { hibernated }),
    ...(dropped.length > 0 && { dropped }),
  };
  return `${JSON.stringify(plain, null, 2)}\n`;
}

function plainOf({ name, of, at, expires, serverName }: Recovery): object {
  return {
    ...{ name, of, at: at.toString() },
    ...(expires !== undefined && { expires: expires.toString() }),
    ...(serverName !== undefined && { serverName }),
  };
}

function plainRebuild({ on, at, ...names }: Rebuild): object {
  return { ...names, on: on.toString(), ...(at !== undefined && { at: at.toString() }) };
}

function attempt<T>(run: () => T, message: (error: Error) => string | undefined): T {
  try {
    return run();
  } catch (error) {
    const text = error instanceof Error ? message(error) : undefined;
    if (text === undefined) throw error;
    throw new UsageError(text);
  }
}

function isMissing(error: Error): boolean {
  return 'code' in error && error.code === 'ENOENT';
}
