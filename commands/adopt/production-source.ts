import { identifierOf } from '../new/application-source';
import type { AdoptedModel, AdoptedProduction } from './adopted-model';
import { CARRY, type ChartNames, chartVariables, statementOf } from './chart-statements';
import { fieldsText, type SourceOptions, saidIn } from './config-fields';
import { importsOf, plain, printExpression, type Words } from './expression';

/** `config.ts` and `chart.ts` of what one declaration says; undefined where none does. */
export function productionSource(
  model: AdoptedModel,
  options: SourceOptions,
): { readonly config: string; readonly chart: string } | undefined {
  const { production } = model;
  return production && { config: configText(model, production, options), chart: chartText(model, production) };
}

function configText(
  { name, namespace }: AdoptedModel,
  { declaration, off, beside }: AdoptedProduction,
  { platform, suppressions }: SourceOptions,
): string {
  const identifier = identifierOf(platform);
  const fields = saidIn(beside, ({ words }) => words);
  const imports = [
    ...importsOf(declaration),
    ...importsOf(off),
    ...fields.flatMap((field) => field.imports),
    'type ProductionDatabaseProps',
    'recoveriesFrom',
  ];
  return `import { ${[...new Set(imports)].sort().join(', ')} } from '../../constructs/index';
import { config as ${identifier} } from '../platforms/${platform}/config';
import recoveries from './recoveries.json';

// Written by npm run adopt from objects that ran already: names are as they were, and \`spec\` and \`adopted\` say what no prop says.

export const config = {
  name: ${printExpression(name)},
  namespace: ${printExpression(namespace)},
  platform: ${identifier}.platform,

${propsText(declaration)}
  // What it had not. Without one of these lines it has what a new database has, and npm run plan says what that does: docs/adopt.md
${propsText(off)}
  /** Written by \`npm run restore\`, \`rebuild\` and \`upgrade\`. */
  recoveries: recoveriesFrom(recoveries),

  suppressions: ${printExpression(plain(suppressions))},
} as const satisfies ProductionDatabaseProps;
${
  fields.length === 0
    ? ''
    : `
/** What the chart adds to it. */
export const beside = {
${fieldsText(fields)}} as const satisfies {
  ${fields.map(({ type }) => type).join('\n')}
};
`
}`;
}

function propsText(props: Words): string {
  return Object.entries(props)
    .map(([name, value]) => `  ${name}: ${printExpression(value)},\n`)
    .join('');
}

function chartText(model: AdoptedModel, { cluster, beside }: AdoptedProduction): string {
  const identifier = identifierOf(model.name);
  const variables = chartVariables(model, beside, ['beside', 'cluster', identifier]);
  const names: ChartNames = { variables: variables.set(cluster, 'cluster'), said: (field) => `beside.${field}` };
  const statements = beside.map((object) => statementOf(model, object, names)).join('\n');
  const carries = model.carried.length > 0;
  const classes = beside.filter(({ kind }) => kind.add === undefined).map(({ kind }) => kind.construct);
  const parts = [
    ...(beside.some(({ of }) => of?.name === cluster.name) ? ['cluster'] : []),
    ...(carries || classes.length > 0 ? ['folder'] : []),
  ];
  const special =
    statements === '' && !carries ? '' : `, ({ ${parts.join(', ')} }) => {\n${statements}\n${carries ? CARRY : ''}}`;
  return `${carries ? "import { ApiObject } from 'cdk8s';\n" : ''}import { ${['ProductionDatabase', ...new Set(classes)].sort().join(', ')} } from '../../constructs/index';
import { ${beside.length > 0 ? 'beside, ' : ''}config } from './config';
${carries ? "import objects from './objects.json';\n" : ''}
/** The database of ${model.name}. */
export const ${identifier} = ProductionDatabase.application(config${special});
`;
}
