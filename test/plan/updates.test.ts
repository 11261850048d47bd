import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../manifests/object/manifest';
import { UPDATES } from '../apiserver/support/update-cases';
import { cluster, planOf } from './objects';

// The answers are those of real API servers: test/apiserver/updates.apiserver.ts asks them.
test.each(UPDATES)('%s', (_, before, after, answer) => {
  expect(planOf([before], [after]).worst === 'rejected' ? 'refused' : 'accepted').toBe(answer);
});

test('says what to do instead', () => {
  const reasons = UPDATES.filter(([, , , answer]) => answer === 'refused').map(
    ([, before, after]) => planOf([before], [after]).changes[0]?.fields[0]?.reason,
  );
  expect(reasons).toContain(
    'the API server keeps the rollingUpdate that it filled in, and refuses it together with Recreate; set it explicitly in one commit and change the type in the next',
  );
  expect(reasons).toContain('it is immutable: create another one with another name, and point its readers to that one');
});

describe('metadata that the server owns', () => {
  const uid = (value: string) => cluster({}, { uid: value });
  const deleted = { deletionTimestamp: '2026-01-01T00:00:00Z' };

  test.each<[string, Manifest, Manifest, string]>([
    ['another uid', uid('a'), uid('b'), 'metadata.uid'],
    ['a deletion', cluster(), cluster({}, deleted), 'metadata.deletionTimestamp'],
    [
      'a finalizer of what is being deleted',
      cluster({}, deleted),
      cluster({}, { finalizers: ['a.b/c'] }),
      'metadata.finalizers',
    ],
  ])('%s is refused, though nothing else changes', (_, before, after, path) => {
    const [change] = planOf([before], [after]).changes;
    expect(change?.fields).toEqual([expect.objectContaining({ path, impact: 'rejected' })]);
  });

  test.each([
    ['a uid that git does not have', cluster(), uid('a')],
    ['one that is being deleted', cluster({}, deleted), cluster()],
  ])('%s is no change', (_, before, after) => {
    expect(planOf([before], [after]).changes).toEqual([]);
  });
});
