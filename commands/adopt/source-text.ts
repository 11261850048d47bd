import type { Suppression } from '../../constructs/index';
import { identifierOf } from '../new/application-source';
import { ADOPTED_KINDS, type AdoptedModel, type AdoptedObject, declaredOwner, storeOf } from './adopted-model';
import { folderOf, idOf } from './build-model';
import { importsOf, plain, printExpression, type Words, words } from './expression';

/** What the sources of an adopted application name beside its objects. */
export interface SourceOptions {
  /** Name of the platform's folder in `apps/platforms/`. */
  readonly platform: string;
  readonly suppressions: readonly Suppression[];
}

/** The files of an application, by their path. The formatter of the project breaks their lines. */
export function adoptedSource(model: AdoptedModel, options: SourceOptions): Readonly<Record<string, string>> {
  const folder = `apps/${model.name}`;
  const objects = model.carried.map(({ given }) => given.written);
  return {
    [`${folder}/config.ts`]: configText(model, options),
    [`${folder}/chart.ts`]: chartText(model),
    ...(objects.length > 0 && { [`${folder}/objects.json`]: `${JSON.stringify(objects, null, 2)}\n` }),
  };
}

function fieldsOf({ objects }: AdoptedModel) {
  return [...ADOPTED_KINDS.values()]
    .map((kind) => ({ kind, own: objects.filter((object) => object.kind === kind) }))
    .filter(({ own }) => own.length > 0);
}

function configText(model: AdoptedModel, { platform, suppressions }: SourceOptions): string {
  const identifier = identifierOf(platform);
  const fields = fieldsOf(model).map(({ kind, own }) => {
    const entries = own.map((object) => [object.name, saidOf(model, object)] as const);
    return { kind, own, value: Object.fromEntries(entries) as Words };
  });
  const types = fields.map(({ kind, own }) =>
    kind.field === 'clusters'
      ? `readonly clusters: { ${own.map(({ name, words: { version } }) => `readonly ${JSON.stringify(name)}: PostgresClusterProps<${printExpression(version ?? '17')}>`).join('; ')} };`
      : `readonly ${kind.field}: Readonly<Record<string, ${kind.options}>>;`,
  );
  const imports = [
    ...fields.flatMap(({ value }) => importsOf(value)),
    ...fields.map(({ kind }) => `type ${kind.options}`),
    'type Platform',
    'type Suppression',
  ];
  return `import { ${[...new Set(imports)].sort().join(', ')} } from '../../constructs/index';
import { config as ${identifier} } from '../platforms/${platform}/config';

// Written by npm run adopt from objects that ran already: names are as they were, and \`spec\` and \`adopted\` say what no prop says.

export const config = {
  name: ${printExpression(model.name)},
  namespace: ${printExpression(model.namespace)},
  platform: ${identifier}.platform,

${fields.map(({ kind, value }) => `${kind.field}: ${printExpression(value)},\n`).join('\n')}
  suppressions: ${printExpression(plain(suppressions))},
} as const satisfies {
  readonly name: string;
  readonly namespace: string;
  readonly platform: Platform;
  ${types.join('\n')}
  readonly suppressions: readonly Suppression[];
};
`;
}

/** What `config.ts` says of an object: a store of this application is handed over by the chart. */
function saidOf(model: AdoptedModel, object: AdoptedObject): Words {
  return storeOf(model, object) === undefined ? object.words : words({ ...object.words, archive: undefined });
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: it is TypeScript that is printed
const EACH = '  for (const [index, object] of objects.entries()) new ApiObject(folder, `Object-${index}`, object);';
const CARRY = `  // As they were given: no construct makes them.\n${EACH}\n`;

function chartText(model: AdoptedModel): string {
  const variables = variablesOf(model);
  const classes = model.objects.filter(({ kind }) => kind.add === undefined).map(({ kind }) => kind.construct);
  const fields = ['name', 'namespace', 'platform', 'suppressions', ...fieldsOf(model).map(({ kind }) => kind.field)];
  const carries = model.carried.length > 0;
  const identifier = identifierOf(model.name);
  return `import { ${carries ? 'ApiObject, ' : ''}type App } from 'cdk8s';
import { type Application, Folder, ${[...new Set(classes)].sort().join(', ')} } from '../../constructs/index';
import { config } from './config';
${carries ? "import objects from './objects.json';\n" : ''}
const { ${fields.join(', ')} } = config;

/** The databases of ${model.name}. */
export const ${identifier}: Application = { name, platform, suppressions, build };

function build(app: App): void {
  const folder = new Folder(app, ${printExpression(folderOf(model))}, { namespace });
${model.objects.map((object) => statementOf(model, object, variables)).join('\n')}
${carries ? CARRY : ''}}
`;
}

/** Names of the objects that others need. */
function variablesOf(model: AdoptedModel): ReadonlyMap<AdoptedObject, string> {
  const needed = model.objects.filter((object) =>
    model.objects.some((other) => declaredOwner(model, other) === object || storeOf(model, other) === object),
  );
  const taken = new Set([
    'app',
    'build',
    'config',
    'folder',
    'index',
    'name',
    'namespace',
    'object',
    'objects',
    'platform',
    'suppressions',
  ]);
  for (const { kind } of fieldsOf(model)) taken.add(kind.field);
  taken.add(identifierOf(model.name));
  return new Map(
    needed.map((object) => {
      const plainName = identifierOf(object.name.replace(/[^a-z0-9]+/g, '-'));
      const isPlain = /^[a-z]/.test(plainName) && !taken.has(plainName) && !RESERVED.has(plainName);
      const variable = isPlain ? plainName : `${identifierOf(object.kind.field)}${taken.size}`;
      taken.add(variable);
      return [object, variable] as const;
    }),
  );
}

const RESERVED = new Set(
  'break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof new null return super switch this throw true try typeof var void while with yield let static await async'.split(
    ' ',
  ),
);

function statementOf(
  model: AdoptedModel,
  object: AdoptedObject,
  variables: ReadonlyMap<AdoptedObject, string>,
): string {
  const { kind, name } = object;
  const said = /^[a-z]\w*$/i.test(name) ? `${kind.field}.${name}` : `${kind.field}[${printExpression(name)}]`;
  const variable = variables.get(object);
  const owner = declaredOwner(model, object);
  const store = storeOf(model, object);
  const { serverName } = (object.words.archive ?? {}) as Words;
  const archive =
    store &&
    `{ store: ${variables.get(store)}${serverName === undefined ? '' : `, serverName: ${printExpression(serverName)}`} }`;
  const props = archive === undefined ? said : `{ ...${said}, archive: ${archive} }`;
  const made =
    kind.add === undefined || owner === undefined
      ? `new ${kind.construct}(folder, ${printExpression(idOf(object))}, ${props})`
      : `${variables.get(owner)}.${kind.add}(${printExpression(idOf(object))}, ${props})`;
  return `  ${variable === undefined ? '' : `const ${variable} = `}${made};`;
}
