import { readFileSync } from 'node:fs';
import { compose } from '../../manifests/files/yaml/compose';
import { locator, positionAt } from '../../manifests/files/yaml/locate';
import { YamlProblem } from '../../manifests/files/yaml/problem';
import { textOf } from '../../manifests/files/yaml/scalar';
import { segments } from '../../manifests/files/yaml/segments';
import type { Locate } from '../../manifests/object/document';
import type { RepositoryConfiguration } from '../../values/declarations/configuration';
import { UsageError } from '../cli/usage-error';
import { CONFIGURATION_SCHEMA } from './configuration-schema';
import { schemaProblems } from './schema-problems';

/** A configuration, and where each of its fields stands. */
export interface ReadConfiguration {
  readonly configuration: RepositoryConfiguration;
  readonly locate: () => Locate;
}

/**
 * Reads a `cnpg-gitops.yaml`.
 * @param name - the file as it is named in messages
 * @throws UsageError with everything that is wrong in it, each with its line
 */
export function readConfiguration(file: string, name: string): ReadConfiguration {
  const bytes = readFileSync(file);
  const text = textOf(bytes);
  if (text === undefined) throw new UsageError(`${name}: this is not UTF-8 text: save it as UTF-8`);
  if ([...segments(bytes)].length > 1) throw new UsageError(`${name}: it has several documents: write one`);
  const value = contentOf(text, name);
  if (isConfiguration(value)) return { configuration: value, locate: () => positionOf(text) };
  const locate = positionOf(text);
  const problems = schemaProblems(value, CONFIGURATION_SCHEMA).map(({ path, message }) => `${place(path)}: ${message}`);
  throw new UsageError(problems.join('\n'));

  function place(path: string): string {
    const { line, column } = locate(path);
    return `${name}:${line}:${column}`;
  }
}

function positionOf(text: string): Locate {
  const find = locator(text);
  return (path) => find(path ?? '');
}

function isConfiguration(value: unknown): value is RepositoryConfiguration {
  return schemaProblems(value, CONFIGURATION_SCHEMA).length === 0;
}

function contentOf(text: string, name: string): unknown {
  try {
    const { value, remarks } = compose(text);
    const twice = remarks.find(({ about }) => about === 'duplicate');
    if (twice === undefined) return value ?? {};
    throw new UsageError(`${at(twice.offset)}: "${twice.path}" is given twice: keep one of the two`);
  } catch (error) {
    if (!(error instanceof YamlProblem)) throw error;
    throw new UsageError(`${at(error.offset ?? 0)}: ${error.message}; ${error.fix}`);
  }

  function at(offset: number): string {
    const { line, column } = positionAt(text, offset);
    return `${name}:${line}:${column}`;
  }
}
