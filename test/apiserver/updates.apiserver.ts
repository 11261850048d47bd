import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { Manifest } from '../../manifests/object/manifest';
import { plan } from '../../plan';
import { admit, complete } from '../../rules/admission';
import { lines, recorded, type Verdict } from '../rules/admission/recorded';
import { type Answer, ApiServer } from './support/api-server';
import { isNewest, target } from './support/target';
import { UPDATES } from './support/update-cases';

// What `plan` says of an update, the server does.

const NAMESPACE = 'updates';
const NOW = new Date('2026-03-01T12:00:00Z');
/** Where the server itself refuses; what CNPG's webhooks refuse passes here, where they do not run. */
const OF_THE_SERVER = ['decode', 'unknown-field', 'structural', 'cel'];

const server = new ApiServer(inject('apiServer'));

beforeAll(async () => {
  await server.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
});

/** What the server says to the second applied over the first. */
async function update(before: Manifest, after: Manifest, name: string): Promise<Answer> {
  const named = (manifest: Manifest) => ({
    ...manifest,
    metadata: { ...manifest.metadata, name, namespace: NAMESPACE },
  });
  const { message } = await server.apply(named(before));
  expect(message).toBe('');
  return server.apply(named(after), { dryRun: true });
}

function planned(before: Manifest, after: Manifest): 'accepted' | 'refused' {
  return plan([before], [after], { now: NOW, target }).worst === 'rejected' ? 'refused' : 'accepted';
}

test.each(UPDATES.map((row, index) => [...row, index] as const))('%s', async (_, before, after, expected, index) => {
  const { accepted, message } = await update(before, after, `case-${index}`);
  expect(accepted ? 'accepted' : 'refused', `the server: ${message}`).toBe(expected);
  expect(planned(before, after), 'the plan').toBe(expected);
});

/** What the real API server and the real webhooks said: the first set of 1.28.0 alone, the second of four releases. */
interface Update {
  readonly folder: string;
  readonly verdict: Verdict;
}

const byRelease = lines<{ folder: string; verdicts: Record<string, Verdict[]> }>('versions/update.jsonl').map(
  ({ folder, verdicts }) => ({ folder: `versions/update/${folder}`, documents: verdicts[target.operator] ?? [] }),
);
const ofOldest = lines<{ folder: string; documents: Verdict[] }>('update.jsonl').map(({ folder, documents }) => ({
  folder: `update/${folder}`,
  documents,
}));
const recordedUpdates = [...(isNewest ? [] : ofOldest), ...byRelease].flatMap(
  ({ folder, documents: [verdict] }): Update[] =>
    // What this release refuses already as it was cannot be updated.
    verdict === undefined || isRefused(recorded(`${folder}/old.yaml`)) ? [] : [{ folder, verdict }],
);

function isRefused(manifest: Manifest): boolean {
  return admit(manifest, { target }).some(({ severity }) => severity === 'error');
}

describe('the recorded updates', () => {
  test.each(recordedUpdates)('$folder', async ({ folder, verdict: { verdict, stage } }) => {
    const [before, after] = ['old', 'new'].map((side) => recorded(`${folder}/${side}.yaml`));
    if (before === undefined || after === undefined) throw new Error(`${folder} has no manifest`);
    const name = folder.replace(/.*\//, '').slice(0, 50);
    const { accepted, message } = await update(complete(before, target), complete(after, target), name);
    const refused = OF_THE_SERVER.includes(stage ?? '');
    expect(accepted, message).toBe(!refused);
    expect(planned(before, after)).toBe(verdict === 'accept' ? 'accepted' : 'refused');
  });
});
