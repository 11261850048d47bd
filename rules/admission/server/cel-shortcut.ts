import { isObject, type Json } from '../../../manifests/object/json';

/** Undefined if only the library can tell. */
export type Answer = boolean | undefined;
type Predicate = (self: unknown, integer: boolean) => Answer;

const FIELD = 'self\\.([A-Za-z][A-Za-z0-9]*)';
const TOKENS = new RegExp(
  [
    `has\\(${FIELD}\\)`,
    `${FIELD}\\s*(==|!=)\\s*'([^'\\\\]*)'`,
    `(${FIELD}\\.size\\(\\)\\s*==\\s*[0-9]+)`,
    'self\\s*>\\s*([0-9]{1,9})',
    '(\\|\\||&&|!(?=has\\(|\\()|\\(|\\))',
  ]
    .map((token) => `\\s*(?:${token})\\s*`)
    .join('|'),
  'y',
);

/**
 * Evaluates the CEL rules that only ask which fields exist, or compare a field with a literal. The library takes longer to load than a
 * folder of manifests takes to judge, so it is loaded only for possible violations. As in CEL, a true alternative makes up for one that
 * cannot be evaluated. Undefined for all other rules.
 */
export function readShortcut(rule: string): Predicate | undefined {
  const tokens = tokensOf(rule);
  const predicate = tokens && either(tokens);
  return tokens?.length === 0 ? predicate : undefined;
}

type Token = string | Predicate;

/** Operators as texts, their operands as predicates; undefined if the rule contains anything else. */
function tokensOf(rule: string): Token[] | undefined {
  const tokens: Token[] = [];
  TOKENS.lastIndex = 0;
  while (TOKENS.lastIndex < rule.length) {
    const [whole, present, compared, operator, literal, size, , bound, sign] = TOKENS.exec(rule) ?? [];
    if (whole === undefined) return undefined;
    if (sign !== undefined) tokens.push(sign);
    else if (present !== undefined) tokens.push((self) => isPresent(self, present));
    else if (compared !== undefined) tokens.push((self) => isEqual(self, compared, literal, operator === '=='));
    else if (size !== undefined) tokens.push(() => undefined);
    else tokens.push((self, integer) => (integer && Number.isInteger(self) ? Number(self) > Number(bound) : undefined));
  }
  return tokens;
}

function isPresent(self: unknown, field: string): Answer {
  if (!isObject(self)) return undefined;
  if (!Object.hasOwn(self, field)) return false;
  return self[field] === null ? undefined : true;
}

function isEqual(self: unknown, field: string, literal: string | undefined, expected: boolean): Answer {
  const value = isPresent(self, field) === true ? (self as Json)[field] : undefined;
  return typeof value === 'string' ? (value === literal) === expected : undefined;
}

function either(tokens: Token[]): Predicate | undefined {
  return joined(tokens, '||', both, true);
}

function both(tokens: Token[]): Predicate | undefined {
  return joined(tokens, '&&', single, false);
}

/** The operands between operators: one with the deciding value decides; otherwise one that is undefined makes the result undefined. */
function joined(
  tokens: Token[],
  sign: string,
  operand: (tokens: Token[]) => Predicate | undefined,
  deciding: boolean,
): Predicate | undefined {
  const operands: Predicate[] = [];
  do {
    const next = operand(tokens);
    if (next === undefined) return undefined;
    operands.push(next);
  } while (tokens[0] === sign && tokens.shift() !== undefined);
  return (self, integer) => {
    const verdicts = operands.map((each) => each(self, integer));
    if (verdicts.includes(deciding)) return deciding;
    return verdicts.includes(undefined) ? undefined : !deciding;
  };
}

function single(tokens: Token[]): Predicate | undefined {
  const token = tokens.shift();
  if (typeof token === 'function') return token;
  if (token === '(') {
    const inner = either(tokens);
    return tokens.shift() === ')' ? inner : undefined;
  }
  const negated = token === '!' ? single(tokens) : undefined;
  if (negated === undefined) return undefined;
  return (self, integer) => {
    const verdict = negated(self, integer);
    return verdict === undefined ? undefined : !verdict;
  };
}
