import { createColors } from 'picocolors';
import { printUnmarked } from '../../manifests/files/print';
import { objectName } from '../../manifests/object/identity';
import type { Change, FieldChange, Impact, Plan, Procedure, Upgrade, UpgradeEffect } from '../../plan';
import { dashboardOf, dashboardText } from '../../plan/engine/dashboard';
import { visible } from '../report/lines';

type Colors = ReturnType<typeof createColors>;
type Color = 'dim' | 'green' | 'yellow' | 'red' | 'magenta';

const COLORS: Record<Impact, Color> = {
  none: 'dim',
  reload: 'green',
  'rolling-update': 'yellow',
  restart: 'yellow',
  outage: 'red',
  unknown: 'magenta',
  ignored: 'magenta',
  rejected: 'magenta',
  replace: 'red',
  'data-loss': 'red',
};
const MARKS = { create: '+', update: '~', delete: '-', replace: '±' } as const;
const LONGEST = 60;
/** What stays of a common beginning. */
const CONTEXT = 12;

/** A plan for people, worst first. */
export function printPlan({ changes, worst, upgrades = [], steps = [], unseen = [] }: Plan, color: boolean): string {
  if (changes.length + unseen.length === 0) return 'no changes\n';
  const colors = createColors(color);
  const count = changes.length === 0 ? 'no changes' : `${changes.length} change${changes.length === 1 ? '' : 's'}`;
  const impact = changes.length === 0 ? '' : `, worst: ${shown(worst, colors)}`;
  const among = unseen.length === 0 ? '' : ' in what could be seen';
  const blocks = [
    ...listed(changes.map((change) => changeLines(change, colors))),
    ...upgrades.map((upgrade) => upgradeLines(upgrade, colors)),
    ...steps.map((procedure) => procedureLines(procedure, colors)),
    ...(unseen.length === 0 ? [] : [unseenLines(unseen, colors)]),
    [`${count}${among}${impact}`],
  ];
  return blocks.map((lines) => lines.map((line) => `${line}\n`).join('')).join('\n');
}

/** An impact for a reader: `none` alone would leave open of what. */
export function impactName(impact: Impact): string {
  return impact === 'none' ? 'no disruption' : impact;
}

function shown(impact: Impact, colors: Colors): string {
  return colors[COLORS[impact]](impactName(impact));
}

/** Both values of a field on one line each, for a reader; of long ones that begin alike, from a little before where they part. */
export function shownValues({ before, after }: Pick<FieldChange, 'before' | 'after'>): readonly [string, string] {
  const [old, next] = [lineOf(before), lineOf(after)];
  const parts = partingOf(old, next);
  const isSeen = Math.max(old.length, next.length) <= LONGEST || parts < LONGEST - CONTEXT;
  const start = isSeen ? 0 : parts - CONTEXT;
  return [shortened(old, start), shortened(next, start)];
}

function lineOf(value: unknown): string {
  if (value === null) return '(none)';
  const dashboard = dashboardOf(value);
  if (dashboard !== undefined) return dashboardText(dashboard);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The first place at which two texts differ. */
function partingOf(a: string, b: string): number {
  let place = 0;
  while (place < a.length && place < b.length && a[place] === b[place]) place += 1;
  return place;
}

function shortened(text: string, start: number): string {
  const shown = start === 0 ? text : `…${text.slice(start)}`;
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST - 1)}…` : shown;
}

/** What is said in one line stands with its neighbours: a new application is a list. */
function listed(blocks: readonly string[][]): string[][] {
  const all: string[][] = [];
  let list: string[] | undefined;
  for (const block of blocks) {
    const isLine = block.length === 1;
    if (isLine && list !== undefined) list.push(...block);
    else all.push([...block]);
    list = isLine ? all.at(-1) : undefined;
  }
  return all;
}

function changeLines(change: Change, colors: Colors): string[] {
  const { action, impact, fields } = change;
  const title = `${MARKS[action]} ${visible(`${objectName(change)}${onPlatform(change)}`)}  ${shown(impact, colors)}`;
  return [colors.bold(title), ...fields.flatMap((field) => fieldLines(field, colors))];
}

function fieldLines({ path, before, after, impact, reason }: FieldChange, colors: Colors): string[] {
  const values = shownValues({ before, after }).join(' → ');
  return [`  ${shown(impact, colors)} ${visible(path)}  ${colors.dim(visible(values))}`, `    ${visible(reason)}`];
}

/** The version before and after, for a reader. */
export function upgradeTitle(upgrade: Upgrade): string {
  const { product, object, from, to } = upgrade;
  return `${product} ${from ?? '(unknown)'} → ${to ?? '(unknown)'}, installed by ${object}${onPlatform(upgrade)}`;
}

/** Where it is, if several platforms are planned together. */
export function onPlatform({ platform }: { readonly platform?: string }): string {
  return platform === undefined ? '' : ` on ${platform}`;
}

function upgradeLines(upgrade: Upgrade, colors: Colors): string[] {
  const { impact, effects, gains, notes } = upgrade;
  return [
    colors.bold(`${visible(upgradeTitle(upgrade))}  ${shown(impact, colors)}`),
    ...effects.flatMap((effect) => effectLines(effect, colors)),
    ...[...gains.map((gain) => `+ ${gain}`), ...notes.map((note) => `! ${note}`)].map((line) => `  ${visible(line)}`),
  ];
}

function effectLines({ object, impact, reason, before }: UpgradeEffect, colors: Colors): string[] {
  return [
    `  ${shown(impact, colors)} ${visible(object)}`,
    `    ${visible(reason)}`,
    ...(before === undefined ? [] : [`    before: ${visible(before)}`]),
  ];
}

function procedureLines(procedure: Procedure, colors: Colors): string[] {
  const { object, reason, steps } = procedure;
  return [
    colors.bold(`${visible(object + onPlatform(procedure))} needs ${steps.length} commits: ${visible(reason)}`),
    ...steps.flatMap(({ commit, writes = [], wait }, index) => [
      `  ${index + 1}. ${visible(commit)}`,
      ...writtenLines(writes).map((line) => `       ${visible(line)}`),
      `     then wait: ${visible(wait)}`,
    ]),
  ];
}

function unseenLines(unseen: readonly string[], colors: Colors): string[] {
  return [colors.bold('could not be seen:'), ...unseen.map((each) => `  ${colors.magenta('?')} ${visible(each)}`)];
}

/** What a step writes, as YAML. */
export function writtenLines(writes: readonly object[]): string[] {
  return printUnmarked(writes)
    .split('\n')
    .filter((line) => line !== '');
}
