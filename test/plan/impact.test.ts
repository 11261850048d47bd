import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IMPACTS, isImpact, severityOf, worst, worstOf } from '../../plan';

const impact = fc.constantFrom(...IMPACTS);

test('the ladder, the worst last', () => {
  expect(IMPACTS).toEqual([
    'none',
    'reload',
    'rolling-update',
    'restart',
    'outage',
    'unknown',
    'ignored',
    'rejected',
    'replace',
    'data-loss',
  ]);
  expect(severityOf('none')).toBe(0);
});

test('worst is associative, commutative and idempotent, and none is its neutral element', () => {
  fc.assert(
    fc.property(impact, impact, impact, (a, b, c) => {
      expect(worst(worst(a, b), c)).toBe(worst(a, worst(b, c)));
      expect(worst(a, b)).toBe(worst(b, a));
      expect(worst(a, a)).toBe(a);
      expect(worst('none', a)).toBe(a);
      expect(worst('data-loss', a)).toBe('data-loss');
    }),
  );
});

test('worst of several', () => {
  expect(worstOf([])).toBe('none');
  expect(worstOf(['reload', 'rejected', 'restart'])).toBe('rejected');
});

test('words of the ladder', () => {
  expect(isImpact('outage')).toBe(true);
  expect(isImpact('Outage')).toBe(false);
});
