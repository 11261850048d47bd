import { documentationOf } from '../../manifests/postgres/parameters/documentation';
import { isReserved, type OperatorFacts } from '../../manifests/postgres/parameters/operator';
import type { Catalogue, Parameter } from '../../manifests/postgres/parameters/parameter';
import { format } from '../../manifests/postgres/parameters/units';
import { POSTGRES_MAJORS, type PostgresMajor } from '../../values/cnpg/image';

/** The forms of values, once for all majors. */
export const VALUE_FORMS = `/** PostgreSQL takes more spellings; these are the ones without doubt. */
export type BooleanValue = boolean | 'on' | 'off' | 'true' | 'false' | 'yes' | 'no' | '1' | '0';
export type NumberText = \`\${number}\`;
/** Of a parameter without a unit, where a number says all. */
export type NumberValue = number | NumberText;
/** Kubernetes' spelling (4Gi) is none of PostgreSQL's. */
export type MemoryUnit = 'B' | 'kB' | 'MB' | 'GB' | 'TB';
/** A bare number would count blocks, kB or MB, whatever the parameter's own unit is: only the codes 0 and -1 go without. */
export type MemoryValue = \`\${number}\${MemoryUnit}\` | '0' | '-1';
/** Of a parameter that counts in bytes, where a bare number is no riddle. */
export type ByteValue = \`\${number}\${MemoryUnit}\` | NumberText;
export type TimeUnit = 'us' | 'ms' | 's' | 'min' | 'h' | 'd';
/** A bare number counts in the parameter's own unit. */
export type TimeValue = \`\${number}\${TimeUnit}\` | NumberText;
`;

// biome-ignore lint/suspicious/noTemplateCurlyInString: it is TypeScript that is printed
const CUSTOM = '  readonly [custom: `${string}.${string}`]: string | number | boolean | undefined;';

/** The parameters of a major that a user may set, as an interface with a link to the manual on each. */
export function printMajor(major: PostgresMajor, catalogue: Catalogue, operator: OperatorFacts): string {
  const used = new Set<string>();
  const lines = Object.entries(catalogue).flatMap(([name, parameter]) => {
    if (parameter.context === 'internal' || parameter.file === false) return [];
    const key = /^\w+$/.test(name) ? name : `'${name}'`;
    if (isReserved(operator, name)) return name.includes('.') ? reserved(key) : [];
    const form = formOf(parameter);
    if (/^\w+Value$/.test(form)) used.add(form);
    const line = `  /** ${summary(parameter)} @see ${documentationOf(major, name, parameter)} */`;
    // The manual writes DateStyle, most configurations datestyle.
    return [...new Set([key, key.toLowerCase()])].flatMap((each) => [line, `  readonly ${each}?: ${form};`]);
  });
  return [
    `import type { ${[...used].sort().join(', ')} } from './values';`,
    '',
    `/** What may be set of PostgreSQL ${major} under CloudNativePG. Parameters of extensions that are not listed go by any name with a dot. */`,
    `export interface Parameters${major} {`,
    ...lines,
    CUSTOM,
    '}',
    '',
  ].join('\n');
}

/** The way from a major to its parameters. */
export function printIndex(): string {
  return [
    ...POSTGRES_MAJORS.map((major) => `import type { Parameters${major} } from './${major}';`),
    '',
    'export interface ParametersByMajor {',
    ...POSTGRES_MAJORS.map((major) => `  readonly '${major}': Parameters${major};`),
    '}',
    '',
    "/** The parameters that a cluster of a major takes, `ParametersFor<'17'>`; of several majors, those of any of them. */",
    'export type ParametersFor<V extends keyof ParametersByMajor> = ParametersByMajor[V];',
    '',
  ].join('\n');
}

function reserved(key: string): readonly string[] {
  return ['  /** Belongs to the operator. */', `  readonly ${key}?: never;`];
}

function formOf({ type, unit, values = [], hidden = [] }: Parameter): string {
  if (type === 'bool') return 'BooleanValue';
  if (type === 'enum') return [...values, ...hidden].map((value) => `'${value}'`).join(' | ');
  if (type === 'string') return 'string';
  if (unit === undefined) return 'NumberValue';
  if (unit === 'B') return 'ByteValue';
  return ['ms', 's', 'min'].includes(unit) ? 'TimeValue' : 'MemoryValue';
}

function summary({ type, context, unit, boot, min, max }: Parameter): string {
  const number = type === 'integer' || type === 'real';
  const effect = context === 'postmaster' ? 'Restart.' : 'Reload.';
  const bounded = number && min !== undefined && max !== undefined;
  const range = bounded ? ` From ${format(min, unit)} to ${format(max, unit)}.` : '';
  if (boot === undefined) return `${effect}${range}`;
  return `${effect}${range} @default ${number ? format(Number(boot), unit) : boot || "''"}`;
}
