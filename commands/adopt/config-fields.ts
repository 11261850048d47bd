import type { Suppression } from '../../constructs/index';
import { ADOPTED_KINDS, type AdoptedObject } from './adopted-model';
import { importsOf, printExpression, type Words } from './expression';

/** What the sources of an adopted application name beside its objects. */
export interface SourceOptions {
  /** Name of the platform's folder in `apps/platforms/`. */
  readonly platform: string;
  readonly suppressions: readonly Suppression[];
}

/** What `config.ts` says of the objects of one kind. */
interface ConfigField {
  readonly field: string;
  /** Their words, by name. */
  readonly value: Words;
  /** The field in the type of the whole. */
  readonly type: string;
  readonly imports: readonly string[];
}

/** The fields of a `config.ts`, one for each kind that there is, in the order in which they are made. */
export function saidIn(
  objects: readonly AdoptedObject[],
  saidOf: (object: AdoptedObject) => Words,
): readonly ConfigField[] {
  return [...ADOPTED_KINDS.values()].flatMap((kind) => {
    const own = objects.filter((object) => object.kind === kind);
    if (own.length === 0) return [];
    const value: Words = Object.fromEntries(own.map((object) => [object.name, saidOf(object)]));
    const { field, options } = kind;
    const type = `readonly ${field}: Readonly<Record<string, ${options}>>;`;
    return [{ field, value, type, imports: [...importsOf(value), `type ${options}`] }];
  });
}

export function fieldsText(fields: readonly ConfigField[]): string {
  return fields.map(({ field, value }) => `${field}: ${printExpression(value)},\n`).join('\n');
}
