import { createColors } from 'picocolors';
import type { Change, FieldChange, Impact, Plan, Procedure } from '../../manifests/plan';
import { visible } from '../report/lines';

type Colors = ReturnType<typeof createColors>;
type Color = 'dim' | 'green' | 'yellow' | 'red' | 'magenta';

const COLORS: Record<Impact, Color> = {
  none: 'dim',
  reload: 'green',
  'rolling-update': 'yellow',
  restart: 'yellow',
  outage: 'red',
  ignored: 'magenta',
  rejected: 'magenta',
  replace: 'red',
  'data-loss': 'red',
};
const MARKS = { create: '+', update: '~', delete: '-', replace: '±' } as const;
const LONGEST = 60;

/** A plan for people, worst first. */
export function printPlan({ changes, worst, steps = [] }: Plan, color: boolean): string {
  if (changes.length === 0) return 'no changes\n';
  const colors = createColors(color);
  const blocks = [
    ...changes.map((change) => changeLines(change, colors)),
    ...steps.map((procedure) => procedureLines(procedure, colors)),
    [`${changes.length} change${changes.length === 1 ? '' : 's'}, worst: ${colors[COLORS[worst]](worst)}`],
  ];
  return blocks.map((lines) => lines.map((line) => `${line}\n`).join('')).join('\n');
}

/** `Cluster shop/shop-db`. */
export function nameOf({ kind, namespace, name }: Pick<Change, 'kind' | 'namespace' | 'name'>): string {
  return `${kind} ${namespace === null ? '' : `${namespace}/`}${name}`;
}

/** A value on one line, for a reader. */
export function shownValue(value: unknown): string {
  if (value === null) return '(none)';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function changeLines(change: Change, colors: Colors): string[] {
  const { action, impact, fields } = change;
  const title = `${MARKS[action]} ${visible(nameOf(change))}  ${colors[COLORS[impact]](impact)}`;
  return [colors.bold(title), ...fields.flatMap((field) => fieldLines(field, colors))];
}

function fieldLines({ path, before, after, impact, reason }: FieldChange, colors: Colors): string[] {
  const values = `${shownValue(before)} → ${shownValue(after)}`;
  return [
    `  ${colors[COLORS[impact]](impact)} ${visible(path)}  ${colors.dim(visible(values))}`,
    `    ${visible(reason)}`,
  ];
}

function procedureLines({ object, reason, steps }: Procedure, colors: Colors): string[] {
  return [
    colors.bold(`${visible(object)} needs ${steps.length} commits: ${visible(reason)}`),
    ...steps.flatMap(({ commit, wait }, index) => [
      `  ${index + 1}. ${visible(commit)}`,
      `     then wait: ${visible(wait)}`,
    ]),
  ];
}
