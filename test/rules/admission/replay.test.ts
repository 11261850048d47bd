import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../manifests/object/manifest';
import { admit, complete } from '../../../rules/admission';
import { satisfies } from '../../../values/cnpg/version';
import { groupBy } from '../../../values/collections/group-by';
import { disagreement, lines, RELEASES, recorded, type Said, targetOf, type Verdict } from './recorded';

const [RECORDED_FOR] = RELEASES;

/** Recorded for 1.28.0: the manifests of which newer releases say something else, since when, and of which field if they refuse it. */
const CHANGED: Readonly<Record<string, readonly [since: string, refuses?: string]>> = {
  '024-recovery-source-connection-only.yaml': ['>=1.28.4'],
  '050-pooler-cluster': ['>=1.28.4', 'spec.cluster'],
  '484-param-name-newline.yaml': ['>=1.28.4', "spec.postgresql.parameters.work_mem = '1MB'\nfsync"],
  '485-external-name-traversal.yaml': ['>=1.28.4', 'spec.externalClusters[0].name'],
  '486-recovery-targetxid-word.yaml': ['>=1.28.4', 'spec.bootstrap.recovery.recoveryTarget.targetXID'],
  '488-tablespace-volume-clash.yaml': ['>=1.28.4', 'spec.tablespaces[1]'],
  '489-extension-path-escape.yaml': ['>=1.29', 'spec.postgresql.extensions[0].extension_control_path[0]'],
};

const SINCE_1_28_4 = {
  'cluster-external-name': 22,
  'cluster-parameter-name': 9,
  'cluster-recovery-target-xid': 15,
  'cluster-tablespace-volume': 17,
  // Refused by 1.28.0 alone.
  'spec.bootstrap.recovery.source': 2,
};

/** The mutants of which newer releases say something else, by the rule that refuses or the field that 1.28.0 refused. */
const MUTANTS_CHANGED: readonly (readonly [since: string, Readonly<Record<string, number>>])[] = [
  ['>=1.29', { ...SINCE_1_28_4, 'cluster-extension-path-outside': 12, 'schema-length': 1 }],
  ['>=1.28.4', SINCE_1_28_4],
  ['1.28.0', {}],
];

/** What a release says of what was recorded for 1.28.0. A newer one may name another field in what both refuse. */
function under(release: string, name: string, verdict: Verdict): Said {
  const [since, refuses] = CHANGED[name] ?? [];
  if (since === undefined || !satisfies(release, since)) return sameIn(release, verdict);
  return refuses === undefined ? { verdict: 'accept' } : { verdict: 'reject', paths: [refuses] };
}

function sameIn(release: string, { verdict, paths = [] }: Verdict): Said {
  return { verdict, paths: release === RECORDED_FOR ? paths : [] };
}

describe.each(RELEASES)('the verdicts recorded for 1.28.0, under %s', (release) => {
  const target = targetOf(release);
  const created = lines<{ file: string; documents: Verdict[] }>('create.jsonl').flatMap(
    ({ file, documents: verdicts }) => verdicts.map((verdict) => ({ file, verdict })),
  );

  it.each(created)('$file', ({ file, verdict }) => {
    const manifest = recorded(`create/${file}`, verdict.document);
    const said = under(release, file, verdict);
    const findings = admit(manifest, { target });
    expect(disagreement(manifest, said, findings, target)).toBeUndefined();
    if (said.verdict === 'reject' && verdict.kind === 'Pooler') return; // A refused Pooler is given no warnings.
    expect(findings.filter(({ severity }) => severity === 'warning')).toHaveLength(verdict.warnings ?? 0);
  });

  it.each(lines<{ folder: string; documents: Verdict[] }>('update.jsonl'))(
    '$folder',
    ({ folder, documents: [verdict] }) => {
      if (verdict === undefined) throw new Error(`${folder} has no document`);
      const old = recorded(`update/${folder}/old.yaml`);
      const manifest = recorded(`update/${folder}/new.yaml`);
      const said = under(release, folder, verdict);
      expect(disagreement(manifest, said, admit(manifest, { old, target }), target)).toBeUndefined();
    },
  );

  it('agrees on all mutations', () => {
    const mutants = lines<{ manifest: Manifest } & Verdict>('mutants.jsonl');
    const changed: string[] = [];
    const wrong = mutants.flatMap(({ manifest, ...verdict }) => {
      const findings = admit(manifest, { target });
      const difference = disagreement(manifest, sameIn(release, verdict), findings, target);
      if (difference === undefined || release === RECORDED_FOR) return difference ?? [];
      const reasons =
        verdict.verdict === 'accept'
          ? findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)
          : verdict.paths;
      changed.push(reasons?.join() ?? '');
      return [];
    });
    expect(mutants).toHaveLength(4000);
    expect(wrong).toEqual([]);
    const counts = [...groupBy(changed, (reason) => reason)].map(([reason, all]) => [reason, all.length]);
    expect(Object.fromEntries(counts)).toEqual(MUTANTS_CHANGED.find(([since]) => satisfies(release, since))?.[1]);
  });
});

describe.each(RELEASES)('what changed between releases, under %s', (release) => {
  const target = targetOf(release);
  const of = <T extends object>(file: string) =>
    lines<T & { verdicts: Record<string, Verdict[]> }>(`versions/${file}`).flatMap(({ verdicts, ...entry }) =>
      (verdicts[release] ?? []).map((verdict) => ({ ...entry, verdict })),
    );

  it.each(of<{ file: string }>('create.jsonl'))('$file', ({ file, verdict }) => {
    const manifest = recorded(`versions/create/${file}`, verdict.document);
    const findings = admit(manifest, { target });
    expect(disagreement(manifest, verdict, findings, target)).toBeUndefined();
    if (verdict.verdict === 'reject') return;
    expect(findings.filter(({ severity }) => severity === 'warning')).toHaveLength(verdict.warnings ?? 0);
  });

  it.each(of<{ folder: string }>('update.jsonl'))('$folder', ({ folder, verdict }) => {
    const old = recorded(`versions/update/${folder}/old.yaml`);
    const manifest = recorded(`versions/update/${folder}/new.yaml`);
    expect(disagreement(manifest, verdict, admit(manifest, { old, target }), target)).toBeUndefined();
  });
});

describe('complete', () => {
  const target = targetOf('1.28.0');

  it.each(lines<{ file: string; defaulted: Manifest }>('defaulted.jsonl'))('$file', ({ file, defaulted }) => {
    const manifest = recorded(`create/${file}`);
    const before = JSON.stringify(manifest);
    expect(complete(manifest, target)).toEqual(defaulted);
    expect(JSON.stringify(manifest)).toBe(before);
  });

  it('changes a completed object no more', () => {
    for (const { defaulted } of lines<{ defaulted: Manifest }>('defaulted.jsonl')) {
      expect(complete(defaulted, target)).toEqual(defaulted);
    }
  });
});
