import type { Finding } from './finding';

const WORDS = { ok: 'ok      ', wrong: 'WRONG   ', unknown: 'unknown ' } as const;

/** A line a finding, and below what is wrong what to do. */
export function printVerify(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ check, object, state, declared, running, fix }) => [
    `${WORDS[state]} ${object}: ${check}: ${running}${state === 'ok' ? '' : `; declared: ${declared}`}`,
    ...(fix === undefined ? [] : [`          ${fix}`]),
  ]);
  const count = (state: Finding['state']) => findings.filter((each) => each.state === state).length;
  const unknown = count('unknown') === 0 ? '' : `, ${count('unknown')} unknown`;
  return `${[...lines, `${count('ok')} ok, ${count('wrong')} wrong${unknown}`].join('\n')}\n`;
}
