import type { PostgresMajor } from '../../../values/cnpg/image';
import { lookup, majorsWith, type NamedParameter } from './catalogue';
import { checkParameter } from './check';
import { documentationOf } from './documentation';
import { isReserved, operatorFacts } from './operator';
import { format } from './units';
import type { ParameterProblem } from './value-problem';

const EFFECTS: Readonly<Record<NamedParameter['context'], string>> = {
  internal: 'cannot be set',
  postmaster: 'with a restart: a rolling update of the instances',
  sighup: 'with a reload, no restart',
  backend: 'with a reload, for new connections',
  'superuser-backend': 'with a reload, for new connections',
  superuser: 'with a reload; superusers may change it in a session',
  user: 'with a reload; anyone may change it in a session',
};

/** A page of text on one parameter of one major. For a name that the server does not accept, the reason. */
export function explainParameter(major: PostgresMajor, name: string): string | ParameterProblem {
  const parameter = lookup(major, name);
  if (parameter === undefined) {
    const problem = checkParameter(major, name, '');
    if (problem === undefined)
      return `${name} is not a parameter of PostgreSQL ${major} or of a known extension; any value is passed on unchanged\n`;
    return problem.kind === 'reserved' ? `${problem.message}\nfix: ${problem.fix}\n` : problem;
  }
  const rows: readonly (readonly [label: string, text: string | undefined])[] = [
    ['type', typeOf(parameter)],
    ['values', parameter.values?.map((value) => value || "''").join(', ')],
    ['range', rangeOf(parameter)],
    ['default', parameter.boot === undefined ? undefined : initial(parameter)],
    ['takes effect', EFFECTS[parameter.context]],
    ['CNPG', operatorNote(parameter.name)],
    ['versions', majorsWith(parameter.name).join(', ')],
    ['category', parameter.category],
    ['manual', documentationOf(major, parameter.name, parameter)],
  ];
  const lines = rows.flatMap(([label, text]) => (text === undefined ? [] : [`  ${label.padEnd(12)}  ${text}`]));
  return `${parameter.name} (PostgreSQL ${major})\n${lines.join('\n')}\n`;
}

function typeOf({ type, unit }: NamedParameter): string {
  if (unit === undefined) return type;
  return `${type}; a bare number counts ${unit === '8kB' ? 'blocks of 8kB: give a unit' : unit}`;
}

function rangeOf({ type, min, max, unit }: NamedParameter): string | undefined {
  if (type !== 'integer' && type !== 'real') return undefined;
  const [low, high] = [min, max].map((each) => (each === undefined ? undefined : format(each, unit)));
  return high === undefined ? low && `from ${low}` : `from ${low ?? 'any'} to ${high}`;
}

function initial({ boot = '', type, unit }: NamedParameter): string {
  if (type === 'integer' || type === 'real') return format(Number(boot), unit);
  return boot === '' ? "''" : boot;
}

function operatorNote(name: string): string | undefined {
  const facts = operatorFacts();
  if (isReserved(facts, name)) {
    const instead = facts.instead[name];
    return `belongs to the operator${instead === undefined ? '' : `; use ${instead}`}`;
  }
  if (facts.defaults[name] !== undefined) return `sets ${facts.defaults[name]} where nothing is given`;
  const extension = facts.libraries.find((each) => name.startsWith(`${each}.`));
  return extension === undefined ? undefined : `preloads ${extension} as soon as it is given`;
}
