import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { Manifest } from '../../manifests/object/manifest';
import { plan } from '../../plan';
import { complete } from '../../rules/admission';
import { type Answer, ApiServer } from './support/api-server';
import { content, manifestsOf } from './support/documents';
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
  return plan([before], [after], { now: NOW }).worst === 'rejected' ? 'refused' : 'accepted';
}

test.each(UPDATES.map((row, index) => [...row, index] as const))('%s', async (_, before, after, expected, index) => {
  const { accepted, message } = await update(before, after, `case-${index}`);
  expect(accepted ? 'accepted' : 'refused', `the server: ${message}`).toBe(expected);
  expect(planned(before, after), 'the plan').toBe(expected);
});

interface Recorded {
  readonly folder: string;
  readonly documents: readonly { readonly verdict: 'accept' | 'reject'; readonly stage?: string }[];
}

const recorded = content('test/verdicts/update.jsonl')
  .split('\n')
  .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Recorded]));

describe('the recorded updates', () => {
  test.each(recorded)('$folder', async ({ folder, documents: [verdict] }) => {
    const [before, after] = ['old', 'new'].map((side) => {
      const file = `test/verdicts/update/${folder}/${side}.yaml`;
      return manifestsOf(content(file), file)[0];
    });
    if (before === undefined || after === undefined) throw new Error(`${folder} has no manifest`);
    const { accepted, message } = await update(complete(before), complete(after), folder);
    const refused = OF_THE_SERVER.includes(verdict?.stage ?? '');
    expect(accepted, message).toBe(!refused);
    expect(planned(before, after)).toBe(verdict?.verdict === 'accept' ? 'accepted' : 'refused');
  });
});
