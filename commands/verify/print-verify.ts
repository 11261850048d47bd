import type { Comparison } from './comparison';

const WORDS = { ok: 'ok      ', wrong: 'WRONG   ', unknown: 'unknown ', unread: 'UNREAD  ' } as const;

/** A line a comparison, and below what is wrong or unread what to do. */
export function printVerify(comparisons: readonly Comparison[]): string {
  const lines = comparisons.flatMap(({ check, object, state, declared, running, fix }) => [
    `${WORDS[state]} ${object}: ${check}: ${running}${state === 'ok' || state === 'unread' ? '' : `; declared: ${declared}`}`,
    ...(fix === undefined ? [] : [`          ${fix}`]),
  ]);
  const count = (state: Comparison['state']) => comparisons.filter((each) => each.state === state).length;
  const unknown = count('unknown') === 0 ? '' : `, ${count('unknown')} unknown`;
  const unread = count('unread') === 0 ? '' : `, ${count('unread')} not allowed to be read`;
  return `${[...lines, `${count('ok')} ok, ${count('wrong')} wrong${unknown}${unread}`].join('\n')}\n`;
}
