import { RULES_BY_SUBJECT } from '../expert';
import type { Entry, Subject } from './entry';
import type { Rule } from './rule';

/** The findings of expert rules, each with the examples that its test uses. */
export function expertEntries(): Entry[] {
  return Object.entries(RULES_BY_SUBJECT).flatMap(([subject, rules]) =>
    rules.map((rule) => entryOf(rule, subject as Subject)),
  );
}

function entryOf({ id, severity, level, kinds, operator, why, docs, wrong, right }: Rule, subject: Subject): Entry {
  const reason = oneLine(why);
  return {
    ...{ id, layer: 'expert', subject, severity, kinds, docs, examples: { wrong, right } },
    says: firstSentence(reason),
    why: reason,
    ...(level !== undefined && { level }),
    ...(operator !== undefined && { operator }),
  };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function firstSentence(text: string): string {
  return (/^.*?[.:;](?= )/.exec(text)?.[0] ?? text).replace(/[.:;]$/, '');
}
