import { expect, test } from 'vitest';
import { SharedFindings } from '../../../commands/applications/shared-findings';
import type { Finding } from '../../../manifests/object/violation';

const finding = (given: Partial<Finding> = {}): Finding => ({
  ...{ rule: 'a', layer: 'expert', severity: 'info', path: 'spec', message: 'says', fix: 'do' },
  ...given,
});

test('what is found is there once for all objects in which the same is found, hints without their words', () => {
  const shared = new SharedFindings();
  const first = shared.of({ alone: [finding({ message: 'of one' })], amongOthers: [['b', []]] }, undefined);
  const second = shared.of({ alone: [finding({ message: 'of two' })], amongOthers: [['b', []]] }, undefined);
  expect(first).toEqual({ alone: [finding({ message: '', fix: null })], amongOthers: [['b', []]] });
  expect(second).toBe(first);
});

test.each([
  ['another path', { alone: [finding({ path: null })], amongOthers: [] }],
  ['another rule', { alone: [finding({ rule: 'b' })], amongOthers: [] }],
  ['another severity', { alone: [finding({ severity: 'warning' })], amongOthers: [] }],
  ['the words of a warning', { alone: [finding({ severity: 'warning', message: 'other' })], amongOthers: [] }],
  ['who looked at others', { alone: [], amongOthers: [['a', [finding()]] as const] }],
  ['who looked, and found nothing', { alone: [finding()], amongOthers: [['a', []] as const] }],
  ['how often', { alone: [finding(), finding()], amongOthers: [] }],
])('%s makes it another one', (_, other) => {
  const shared = new SharedFindings();
  const one = shared.of({ alone: [finding()], amongOthers: [] }, undefined);
  expect(shared.of(other, undefined)).not.toBe(one);
  expect(shared.of(other, one)).not.toBe(one);
});

test('what is found again is what was found before, though those who looked at others were asked again', () => {
  const warning = finding({ severity: 'warning' });
  const shared = new SharedFindings();
  const before = { alone: [warning], amongOthers: [['a', [warning]] as const, ['b', []] as const] };
  const again = { alone: [warning], amongOthers: [['a', [{ ...warning }]] as const, ['b', []] as const] };
  expect(shared.of(again, before)).toBe(before);
  const worse = { ...again, amongOthers: [['a', [finding({ severity: 'error' })]] as const, ['b', []] as const] };
  expect(shared.of(worse, before)).toEqual(worse);
});
