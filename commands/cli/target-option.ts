import { Option } from 'commander';
import { DEFAULT_TARGET, type Target } from '../../values/cnpg/target';
import { Version } from '../../values/cnpg/version';
import { InvalidValueError } from '../../values/text/invalid-value';
import { UsageError } from './usage-error';

/** The versions to judge for. */
export function targetOption(): Option {
  const meaning = 'versions to judge for, such as operator=1.28.0,kubernetes=1.34 (default: what the objects install)';
  return new Option('--target <versions>', meaning).argParser(parseTarget);
}

/**
 * Reads `operator=1.28.4,kubernetes=1.34`: what is named, and nothing else.
 * @throws UsageError
 */
export function parseTarget(text: string): Partial<Target> {
  const target: Record<string, string> = {};
  for (const part of text.split(',')) {
    const [, name = '', version = ''] = /^\s*([a-z]+)\s*=\s*(\S+)\s*$/.exec(part) ?? [];
    if (!Object.hasOwn(DEFAULT_TARGET, name)) {
      throw new UsageError(
        `--target "${part}": write one of ${Object.keys(DEFAULT_TARGET).join(', ')} and a version, such as operator=1.28.0`,
      );
    }
    target[name] = checked(part, version);
  }
  return target;
}

function checked(part: string, version: string): string {
  try {
    Version.parse(version);
    return version;
  } catch (error) {
    if (error instanceof InvalidValueError) throw new UsageError(`--target "${part}": ${error.message}`);
    throw error;
  }
}
