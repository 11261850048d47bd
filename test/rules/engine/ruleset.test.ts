import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { read } from '../../../manifests/files/read';
import { SUBJECTS } from '../../../rules/engine/entry';
import { judge } from '../../../rules/engine/judge';
import { ruleset } from '../../../rules/engine/ruleset';
import { RULES } from '../../../rules/expert';

// Whatever is found has an entry, and every entry is of something that can be found.

const ROOT = join(__dirname, '../../..');
const ENTRIES = [...ruleset().values()];

/** Where an id is given to a finding: as a field, as the first argument of what makes findings, or as the constant that is used there. */
const GIVEN = [
  /\b(?:rule|id): '([a-z-]+)'/g,
  /\b(?:admissionError|finding|problem|size|warning|gap|report\.(?:error|add)|tell)\(\s*'([a-z]+(?:-[a-z]+)+|decode)'/g,
  /\bRULE = '([a-z-]+)'/g,
];

/** Lists of entries: an id that is nowhere else is of nothing. */
const LISTS = /(?:entries|stages)\.ts$/;

function sourcesIn(folders: readonly string[]): [file: string, text: string][] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file): [string, string] => [join(folder, file), readFileSync(join(ROOT, folder, file), 'utf8')]),
  );
}

describe('the ruleset', () => {
  it('has every id that a source gives to a finding', () => {
    const sources = sourcesIn(['manifests', 'rules', 'commands/applications', 'commands/validate']);
    const given = sources
      .filter(([file]) => !file.endsWith('kubernetes/pod-security-checks.ts'))
      .flatMap(([, text]) => GIVEN.flatMap((way) => [...text.matchAll(way)].map(([, id = '']) => id)));
    expect(given.length).toBeGreaterThan(400);
    expect([...new Set(given)].filter((id) => !ruleset().has(id))).toEqual([]);
  });

  it('has no id that nothing gives', () => {
    const text = sourcesIn(['manifests', 'rules', 'commands/validate'])
      .filter(([file]) => !LISTS.test(file))
      .map(([, text]) => text)
      .join('\n');
    // Those of the webhooks are made from the rules themselves.
    const listed = ENTRIES.filter(({ subject }) => subject !== 'CNPG webhooks').map(({ id }) => id);
    expect(listed.filter((id) => !text.includes(`'${id}'`))).toEqual([]);
  });

  it('has every id that is found in anything, with its layer and severity', () => {
    const texts = RULES.flatMap(({ wrong, right }) => [wrong, right]);
    const verdicts = readdirSync(join(ROOT, 'test/verdicts/create')).map((file) =>
      readFileSync(join(ROOT, 'test/verdicts/create', file), 'utf8'),
    );
    const broken = ['a: [', 'a: 1\na: 2\n', '[]', 'kind: A', '%YAML 1.2\n---\na: 1', '...\n', 'a: !x 1'];
    // The manifests were recorded for this operator, which some of the rules are about.
    const target = { operator: '1.28.0', plugin: '0.11.0', kubernetes: '1.34' };
    const options = { target, now: new Date('2026-07-15') };
    const found = [...texts, ...verdicts, ...broken].flatMap((text, i) => judge(read(text, `${i}.yaml`), options));
    const ids = new Set(found.map(({ rule }) => rule));
    expect(ids.size).toBeGreaterThan(300);
    const wrong = found.filter(({ rule, layer, severity }) => {
      const entry = ruleset().get(rule);
      return entry === undefined || (entry.layer === layer && entry.severity !== severity);
    });
    expect([...new Set(wrong.map(({ rule, severity }) => `${rule} ${severity}`))]).toEqual([]);
  });

  it('is sorted by id, and each entry has a sentence, a subject and a source', () => {
    const ids = ENTRIES.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ENTRIES.map(({ subject }) => subject))).toEqual(new Set(SUBJECTS));
    expect(ENTRIES.filter(({ says, docs }) => says.length < 15 || !/^(?:https:|docs\/|README)/.test(docs))).toEqual([]);
    expect(ENTRIES.filter(({ examples }) => examples).map(({ id }) => id)).toEqual(RULES.map(({ id }) => id));
  });
});
