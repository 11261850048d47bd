import { objectName } from '../../manifests/object/identity';
import {
  type Change,
  type FieldChange,
  IMPACTS,
  type Plan,
  type Procedure,
  type Upgrade,
  type UpgradeEffect,
} from '../../plan';
import { groupBy } from '../../values/collections/group-by';
import { impactName, onPlatform, shownValues, upgradeTitle, writtenLines } from './print-plan';

/** By this line the workflow finds its own comment, and updates it instead of writing another one. */
export const MARKER = '<!-- cnpg-gitops plan -->';
// GitHub takes no comment above 65,536 characters.
const LONGEST = 60_000;
const ROWS = 50;

/** A plan as a comment of a pull request: a short table, worst first, and everything else folded. */
export function markdown({ changes, worst, upgrades = [], steps = [], unseen = [] }: Plan): string {
  const head = `${MARKER}\n### What this change does to the running databases\n\n`;
  const hidden = unseen.length === 0 ? [] : [unseenPart(unseen)];
  if (changes.length === 0) {
    return hidden.length === 0
      ? `${head}Nothing: no object changes.\n`
      : `${head}Nothing in what could be seen.\n\n${hidden.join('')}`;
  }
  const counts = groupBy(changes, ({ impact }) => impact);
  const summary = IMPACTS.toReversed()
    .flatMap((impact) => (counts.has(impact) ? `${counts.get(impact)?.length} ${impactName(impact)}` : []))
    .join(', ');
  const parts = [
    `${head}Worst: **${impactName(worst)}** (${summary})\n\n`,
    ...hidden,
    `${table(changes)}\n`,
    ...upgrades.map(upgradeDetails),
    ...steps.map(procedure),
    ...changes.filter(({ fields }) => fields.length > 0).map(details),
  ];
  return fitted(parts);
}

function unseenPart(unseen: readonly string[]): string {
  return `Could not be seen:\n\n${unseen.map((each) => `- ${escaped(each)}\n`).join('')}`;
}

function table(changes: readonly Change[]): string {
  const rows = changes.slice(0, ROWS).map((change) => {
    const cells = [
      `**${impactName(change.impact)}**`,
      change.action,
      code(objectName(change) + onPlatform(change)),
      escaped(change.fields[0]?.reason ?? ''),
    ];
    return `| ${cells.join(' | ')} |\n`;
  });
  const more = changes.length > ROWS ? `\n…and ${changes.length - ROWS} more.\n` : '';
  return `| Impact | Action | Object | Why |\n| --- | --- | --- | --- |\n${rows.join('')}${more}`;
}

function details(change: Change): string {
  const rows = change.fields.map(fieldRow).join('');
  const title = `${escaped(objectName(change) + onPlatform(change))}: ${change.fields.length} field${change.fields.length === 1 ? '' : 's'}`;
  return `<details><summary>${title}</summary>\n\n| Field | Before | After | Impact | Why |\n| --- | --- | --- | --- | --- |\n${rows}\n</details>\n`;
}

function fieldRow({ path, before, after, impact, reason }: FieldChange): string {
  const [old, next] = shownValues({ before, after });
  const cells = [code(path), code(old), code(next), impactName(impact), escaped(reason)];
  return `| ${cells.join(' | ')} |\n`;
}

function upgradeDetails(upgrade: Upgrade): string {
  const { impact, effects, gains, notes } = upgrade;
  const rows = effects.map(effectRow).join('');
  const points = [...gains, ...notes].map((point) => `- ${escaped(point)}\n`).join('');
  return `<details open><summary>${escaped(upgradeTitle(upgrade))}: ${impactName(impact)}</summary>\n\n| Impact | Object | What happens | Before |\n| --- | --- | --- | --- |\n${rows}\n${points}\n</details>\n`;
}

function effectRow({ impact, object, reason, before }: UpgradeEffect): string {
  return `| ${[impactName(impact), code(object), escaped(reason), before === undefined ? '' : escaped(before)].join(' | ')} |\n`;
}

function procedure(given: Procedure): string {
  const { object, reason, steps } = given;
  const lines = steps.map(
    ({ commit, writes = [], wait }, index) =>
      `${index + 1}. ${escaped(commit)}  \n${fenced(writtenLines(writes))}   Then wait: ${escaped(wait)}\n`,
  );
  return `<details open><summary>${escaped(object + onPlatform(given))} needs ${steps.length} commits: ${escaped(reason)}</summary>\n\n${lines.join('')}\n</details>\n`;
}

/** A block of YAML below a point. */
function fenced(lines: readonly string[]): string {
  if (lines.length === 0) return '';
  return `\n${['```yaml', ...lines, '```'].map((line) => `   ${line}\n`).join('')}\n`;
}

/** Whole parts as long as they fit: half a table would swallow what comes after it. */
function fitted(parts: readonly string[]): string {
  let text = '';
  for (const [index, part] of parts.entries()) {
    if (text.length + part.length > LONGEST) {
      return `${text}\n…and ${parts.length - index} more parts that do not fit here: \`plan\` prints them all as text.\n`;
    }
    text += `${part}\n`;
  }
  return text;
}

// Names, paths and values are anybody's: none of them may become markup, a mention or a link.
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function html(text: string): string {
  return oneLine(text).replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
}

/** As code in a cell; HTML, because no fence of backticks is safe in a table that values with bars and backticks stand in. */
function code(text: string): string {
  return `<code>${escaped(text)}</code>`;
}

/**
 * Every character that Markdown could read is written as an entity, which it never reads. GitHub looks for mentions and issues once
 * more in the finished text, and finds none across an element.
 */
function escaped(text: string): string {
  return html(text)
    .replace(/[\\`*_{}[\]()+!|~$:]/g, (character) => `&#${character.codePointAt(0)};`)
    .replace(/(?<!&)[@#]/g, (character) => `<span>${character}</span>`)
    .replace(/www\./gi, '<span>www</span>.');
}

function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim() || '(empty)';
}
