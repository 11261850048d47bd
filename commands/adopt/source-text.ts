import { record } from '../../manifests/object/manifest';
import { identifierOf } from '../new/application-source';
import { type AdoptedModel, type AdoptedObject, declaredOwner, storeOf } from './adopted-model';
import { folderOf } from './build-model';
import { CARRY, type ChartNames, chartVariables, statementOf, wordsIn } from './chart-statements';
import { fieldsText, type SourceOptions, saidIn } from './config-fields';
import { plain, printExpression, type Words, words } from './expression';
import { productionSource } from './production-source';

/** The files of an application, by their path. The formatter of the project breaks their lines. */
export function adoptedSource(model: AdoptedModel, options: SourceOptions): Readonly<Record<string, string>> {
  const folder = `apps/${model.name}`;
  const objects = model.carried.map(({ given }) => given.written);
  const { config, chart } = productionSource(model, options) ?? {
    config: configText(model, options),
    chart: chartText(model),
  };
  return {
    [`${folder}/config.ts`]: config,
    [`${folder}/chart.ts`]: chart,
    ...(clustersOf(model).length > 0 && { [`${folder}/recoveries.json`]: '{ "recoveries": [] }\n' }),
    ...(objects.length > 0 && { [`${folder}/objects.json`]: `${JSON.stringify(objects, null, 2)}\n` }),
  };
}

function clustersOf({ objects }: AdoptedModel): AdoptedObject[] {
  return objects.filter(({ kind }) => kind.construct === 'PostgresCluster');
}

function configText(model: AdoptedModel, { platform, suppressions }: SourceOptions): string {
  const identifier = identifierOf(platform);
  const fields = saidIn(model.objects, (object) => saidOf(model, object));
  const imports = [...fields.flatMap(({ imports: each }) => each), 'type Platform', 'type Suppression'];
  return `import { ${[...new Set(imports)].sort().join(', ')} } from '../../constructs/index';
import { config as ${identifier} } from '../platforms/${platform}/config';

// Written by npm run adopt from objects that ran already: names are as they were, and \`spec\` and \`adopted\` say what no prop says.

export const config = {
  name: ${printExpression(model.name)},
  namespace: ${printExpression(model.namespace)},
  platform: ${identifier}.platform,

${fieldsText(fields)}
  suppressions: ${printExpression(plain(suppressions))},
} as const satisfies {
  readonly name: string;
  readonly namespace: string;
  readonly platform: Platform;
  ${fields.map(({ type }) => type).join('\n')}
  readonly suppressions: readonly Suppression[];
};
`;
}

/** What `config.ts` says of an object: a store of this application is handed over by the chart, without the folder in it. */
function saidOf(model: AdoptedModel, object: AdoptedObject): Words {
  if (storeOf(model, object) === undefined) return object.words;
  const { serverName } = record(object.words.archive) as Words;
  return words({ ...object.words, archive: undefined, serverName });
}

function chartText(model: AdoptedModel): string {
  const fields = saidIn(model.objects, ({ words: own }) => own).map(({ field }) => field);
  const clusters = clustersOf(model);
  const taken = ['name', 'namespace', 'platform', 'suppressions', 'declared', identifierOf(model.name), ...fields];
  const variables = chartVariables(model, model.objects, taken);
  for (const cluster of clusters) if (!variables.has(cluster)) variables.set(cluster, `clusters${variables.size}`);
  const names: ChartNames = { variables, said: (field) => field };
  const late = model.objects.filter((object) => isOfPooler(model, object));
  const statements = (objects: readonly AdoptedObject[]) =>
    objects.map((object) => `${statementOf(model, object, names)}\n`).join('');
  const recoveries = clusters.map((cluster) => recoveriesText(model, cluster, names, clusters.length > 1));
  const classes = model.objects.filter(({ kind }) => kind.add === undefined).map(({ kind }) => kind.construct);
  const calls = [
    ...(clusters.length > 0 ? ['addRecoveries', 'recoveriesFrom'] : []),
    ...recoveries.flatMap((each) => each.imports),
  ];
  const imports = ['Folder', 'type Application', ...classes, ...calls];
  const carries = model.carried.length > 0;
  const all = ['name', 'namespace', 'platform', 'suppressions', ...fields];
  return `import { ${carries ? 'ApiObject, ' : ''}type App } from 'cdk8s';
import { ${[...new Set(imports)].sort().join(', ')} } from '../../constructs/index';
import { config } from './config';
${carries ? "import objects from './objects.json';\n" : ''}${clusters.length > 0 ? "import recoveries from './recoveries.json';\n" : ''}
const { ${all.join(', ')} } = config;

/** The databases of ${model.name}. */
export const ${identifierOf(model.name)}: Application = { name, platform, suppressions, build };

function build(app: App): void {
  const folder = new Folder(app, ${printExpression(folderOf(model))}, { namespace });
${statements(model.objects.filter((object) => !late.includes(object)))}${carries ? CARRY : ''}${clusters.length > 0 ? '  // What npm run restore, rebuild and upgrade declare.\n  const declared = recoveriesFrom(recoveries);\n' : ''}${recoveries.map((each) => each.text).join('')}${statements(late)}}
`;
}

/** A pooler leads to what serves, and stays when its first cluster is dropped: it is made after the recoveries, with what belongs to it. */
function isOfPooler(model: AdoptedModel, object: AdoptedObject): boolean {
  const owner = declaredOwner(model, object);
  return object.kind.construct === 'Pooler' || owner?.kind.construct === 'Pooler';
}

/** What is recovered from a cluster, and copies to look at, where its store is here. */
function recoveriesText(model: AdoptedModel, cluster: AdoptedObject, names: ChartNames, isOneOf: boolean) {
  const store = storeOf(model, cluster);
  const own = isOneOf ? `recoveriesOf(declared, ${printExpression(cluster.name)})` : 'declared';
  const recovered = `addRecoveries(folder, ${names.variables.get(cluster)}, ${own})`;
  const path = `\`\${name}/drill${isOneOf ? `-${cluster.name}` : ''}\``;
  return {
    imports: [...(isOneOf ? ['recoveriesOf'] : []), ...(store ? ['addDrills'] : [])],
    text: store ? `  addDrills(app, ${path}, ${recovered}, ${own}, ${wordsIn(names, store)});\n` : `  ${recovered};\n`,
  };
}
