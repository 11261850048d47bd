import type { Comparison } from './comparison';

const WORDS = { ok: 'ok      ', wrong: 'WRONG   ', unknown: 'unknown ' } as const;

/** A line a comparison, and below what is wrong what to do. */
export function printVerify(comparisons: readonly Comparison[]): string {
  const lines = comparisons.flatMap(({ check, object, state, declared, running, fix }) => [
    `${WORDS[state]} ${object}: ${check}: ${running}${state === 'ok' ? '' : `; declared: ${declared}`}`,
    ...(fix === undefined ? [] : [`          ${fix}`]),
  ]);
  const count = (state: Comparison['state']) => comparisons.filter((each) => each.state === state).length;
  const unknown = count('unknown') === 0 ? '' : `, ${count('unknown')} unknown`;
  return `${[...lines, `${count('ok')} ok, ${count('wrong')} wrong${unknown}`].join('\n')}\n`;
}
