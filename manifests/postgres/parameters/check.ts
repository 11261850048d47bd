import type { PostgresMajor } from '../../../values/cnpg/image';
import { nearest } from '../../../values/text/nearest';
import { isKnownExtension, lookup, majorsWith, parametersOf } from './catalogue';
import { operatorFacts } from './operator';
import { type ParameterProblem, valueProblem } from './value-problem';

// A name with one dot, as defined by the server's lexer of configuration files.
const CUSTOM = /^[A-Za-z_\x80-\uffff][\w$\x80-\uffff]*\.[A-Za-z_\x80-\uffff][\w$\x80-\uffff]*$/;
const CONTROL = /[\x00-\x1f\x7f]/;
// A tab in a value is kept.
const CONTROL_BUT_TAB = /[\x00-\x08\x0a-\x1f\x7f]/;

/**
 * What PostgreSQL of a major, or CNPG in addition, objects to in a parameter of a Cluster; undefined if neither objects.
 *
 * @see https://cloudnative-pg.io/documentation/1.28/postgresql_conf/
 */
export function checkParameter(major: PostgresMajor, name: string, value: string): ParameterProblem | undefined {
  return (
    injected(name, value) ?? reserved(major, name, value) ?? unknown(major, name) ?? unsettable(major, name, value)
  );
}

/** CNPG 1.28.0 writes values unchanged into postgresql.conf, so that a line break starts another parameter. */
function injected(name: string, value: string): ParameterProblem | undefined {
  const inName = CONTROL.test(name);
  if (!inName && !CONTROL_BUT_TAB.test(value)) return undefined;
  const [what, text] = inName ? ['name', name] : ['value', value];
  const message = `the ${what} ${JSON.stringify(text)} has a control character, which CNPG copies into postgresql.conf`;
  return { kind: 'text', message, fix: 'write it on one line, and each parameter for itself' };
}

function reserved(major: PostgresMajor, given: string, value: string): ParameterProblem | undefined {
  const { fixed, blocked, overridden, defaults, instead, operator } = operatorFacts();
  const known = lookup(major, given)?.name ?? given.toLowerCase();
  const name = [given.toLowerCase(), known].find((each) =>
    [fixed, blocked, overridden].some((list) => list.includes(each)),
  );
  if (name === undefined) return undefined;
  // The webhook accepts values that make no difference.
  if (given === name && defaults[name] === value) return undefined;
  const fix = instead[name] === undefined ? `drop ${given}` : `drop ${given} and use ${instead[name]}`;
  if (overridden.includes(name))
    return { kind: 'reserved', message: `${given} is accepted by CNPG ${operator} and has no effect`, fix };
  const how = fixed.includes(name)
    ? 'fixed by CNPG, which sets it itself'
    : "blocked by CNPG, which needs PostgreSQL's default";
  return { kind: 'reserved', message: `${given} is ${how}`, fix };
}

function unknown(major: PostgresMajor, name: string): ParameterProblem | undefined {
  if (lookup(major, name) !== undefined) return undefined;
  if (CUSTOM.test(name) && !isKnownExtension(major, name)) return undefined;
  const majors = majorsWith(name);
  const [first, last] = [majors[0], majors.at(-1)];
  if (first !== undefined && last !== undefined) {
    const when =
      Number(last) < Number(major) ? `PostgreSQL ${last} was the last to have it` : `it came with PostgreSQL ${first}`;
    return { kind: 'name', message: `PostgreSQL ${major} has no parameter ${name}: ${when}`, fix: `drop ${name}` };
  }
  const settable = [...parametersOf(major).values()].filter(
    ({ context, file }) => context !== 'internal' && file !== false,
  );
  const similar = nearest(
    name,
    settable.map((parameter) => parameter.name),
  );
  const message = `PostgreSQL ${major} has no parameter ${name}: it would refuse to start`;
  return { kind: 'name', message, fix: similar === undefined ? `drop ${name}` : `write ${similar}` };
}

function unsettable(major: PostgresMajor, given: string, value: string): ParameterProblem | undefined {
  const parameter = lookup(major, given);
  if (parameter === undefined) return undefined;
  const { context, file, name } = parameter;
  if (context === 'internal')
    return { kind: 'name', message: `${given} tells what the server is, and cannot be set`, fix: `drop ${given}` };
  if (file === false) {
    return {
      kind: 'name',
      message: `${given} belongs to a session or the command line, no configuration file may set it`,
      fix: insteadOf(name),
    };
  }
  return valueProblem(parameter, value);
}

function insteadOf(name: string): string {
  return name.startsWith('transaction_') ? `write default_${name}` : `drop ${name}`;
}
