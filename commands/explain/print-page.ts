import { createColors } from 'picocolors';
import { read } from '../../manifests/files/read';
import type { Entry } from '../../rules/engine/entry';
import { judge } from '../../rules/engine/judge';
import { RULES } from '../../rules/expert';
import { DEFAULT_TARGET } from '../../values/cnpg/target';
import { wrap } from '../report/lines';

/** Facts with a date are explained as of this day: a page must not change by itself. */
const NOW = new Date('2026-07-15T12:00:00Z');
const WIDTH = 100;

/** What a rule says of its own wrong example. */
export function saidOf({ id, examples }: Entry): { message: string; fix: string | null; path: string | null }[] {
  if (examples === undefined) return [];
  const rules = RULES.filter((rule) => rule.id === id);
  const target = { ...DEFAULT_TARGET, ...rules[0]?.exampleTarget };
  return judge(read(examples.wrong, '-'), { target, now: NOW, only: { rules } });
}

/** When and for what a rule is asked, in a few words. */
export function scopeOf({ severity, level, kinds, on, operator }: Entry): string[] {
  const said = level ?? (severity === 'info' ? 'advice' : 'home');
  return [
    kinds.length === 0 ? 'objects of all kinds' : kinds.map((kind) => kind.split('/').at(-1)).join(', '),
    ...(on === undefined ? [] : [on === 'create' ? 'on creation' : 'on update']),
    ...(operator === undefined ? [] : [`operator ${operator}`]),
    ...(said === 'home' ? [] : [said === 'advice' ? 'advice' : `profile ${said}`]),
  ];
}

/** The page of one rule: what, why, wrong and right, source. */
export function printPage(page: Entry, color: boolean, columns = WIDTH): string {
  const width = Math.min(columns, WIDTH);
  const { id, layer, severity, says, why, docs, examples } = page;
  const colors = createColors(color);
  const block = (title: string, lines: readonly string[]) => [colors.bold(title), ...lines, ''];
  const yaml = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => `  ${line}`);
  const said = saidOf(page).flatMap(({ path, message, fix }) => [
    ...wrap(`${path === null ? '' : `${path}: `}${message}`, 2, width),
    ...(fix === null ? [] : wrap(`fix: ${fix}`, 2, width)),
  ]);
  const lines = [
    colors.bold(id),
    colors.dim([layer, severity, ...scopeOf(page)].join(' · ')),
    '',
    ...block('what', said.length === 0 ? wrap(says, 2, width) : said),
    ...(why === undefined ? [] : block('why', wrap(why, 2, width))),
    ...(examples === undefined
      ? []
      : [...block('wrong', yaml(examples.wrong)), ...block('right', yaml(examples.right))]),
    ...block('source', [`  ${docs}`]),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

/** All rules in lines, those of the layers apart. */
export function printList(pages: readonly Entry[], color: boolean, columns?: number): string {
  const colors = createColors(color);
  const width = Math.max(...pages.map(({ id }) => id.length));
  const list = (title: string, layer: Entry['layer']) => [
    colors.bold(title),
    ...pages
      .filter((page) => page.layer === layer)
      .flatMap(({ id, severity, says }) => {
        const head = `  ${id.padEnd(width)}  ${severity.padEnd(7)}  `;
        const [first = '', ...more] = wrap(says, head.length, columns).map((line) => colors.dim(line));
        return [head + first.replace(' '.repeat(head.length), ''), ...more];
      }),
  ];
  const lines = [
    ...list('expert: accepted by the cluster, and wrong', 'expert'),
    '',
    ...list('admission: what the API server and CNPG’s webhooks say', 'admission'),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
