import { identifierOf } from '../new/application-source';
import { type AdoptedModel, type AdoptedObject, declaredOwner, storeOf } from './adopted-model';
import { idOf } from './build-model';
import { printExpression } from './expression';

/** How a `chart.ts` calls things. */
export interface ChartNames {
  /** Variables of the objects that others need. */
  readonly variables: ReadonlyMap<AdoptedObject, string>;
  /** Where `config.ts` has the words of objects, by the field of their kind: `clusters`, `beside.databases`. */
  readonly said: (field: string) => string;
}

/** Names of the objects that others of them need, beside those that are taken. */
export function chartVariables(
  model: AdoptedModel,
  objects: readonly AdoptedObject[],
  taken: readonly string[],
): Map<AdoptedObject, string> {
  const needed = objects.filter((object) =>
    objects.some((other) => declaredOwner(model, other) === object || storeOf(model, other) === object),
  );
  const used = new Set(['app', 'build', 'config', 'folder', 'index', 'object', 'objects', ...taken]);
  return new Map(
    needed.map((object) => {
      const plainName = identifierOf(object.name.replace(/[^a-z0-9]+/g, '-'));
      const isPlain = /^[a-z]/.test(plainName) && !used.has(plainName) && !RESERVED.has(plainName);
      const variable = isPlain ? plainName : `${identifierOf(object.kind.field)}${used.size}`;
      used.add(variable);
      return [object, variable] as const;
    }),
  );
}

const RESERVED = new Set(
  'break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof new null return super switch this throw true try typeof var void while with yield let static await async'.split(
    ' ',
  ),
);

/** What `config.ts` says of an object. */
export function wordsIn({ said }: ChartNames, { kind, name }: AdoptedObject): string {
  return /^[a-z]\w*$/i.test(name) ? `${said(kind.field)}.${name}` : `${said(kind.field)}[${printExpression(name)}]`;
}

/** The statement that makes an object. */
export function statementOf(model: AdoptedModel, object: AdoptedObject, names: ChartNames): string {
  const { kind } = object;
  const { variables } = names;
  const [variable, owner, store] = [variables.get(object), declaredOwner(model, object), storeOf(model, object)];
  const said = wordsIn(names, object);
  const props = store === undefined ? said : `{ ...${said}, archive: ${variables.get(store)} }`;
  const made =
    kind.add === undefined || owner === undefined
      ? `new ${kind.construct}(folder, ${printExpression(idOf(object))}, ${props})`
      : `${variables.get(owner)}.${kind.add}(${printExpression(idOf(object))}, ${props})`;
  return `  ${variable === undefined ? '' : `const ${variable} = `}${made};`;
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: it is TypeScript that is printed
const EACH = '  for (const [index, object] of objects.entries()) new ApiObject(folder, `Object-${index}`, object);';

/** The statement that makes what is carried. */
export const CARRY = `  // As they were given: no construct makes them.\n${EACH}\n`;
