import { describe, expect, it } from 'vitest';
import { attempt, InvalidValueError, wholeNumber } from '../../../values/text/invalid-value';

describe('attempt', () => {
  it('gives the value, or undefined for a refusal, and lets other errors through', () => {
    expect(attempt(() => 1)).toBe(1);
    expect(attempt(() => wholeNumber('n', 2, 0, 1))).toBeUndefined();
    const bug = () => {
      throw new TypeError('bug');
    };
    expect(() => attempt(bug)).toThrow(TypeError);
  });
});

describe('wholeNumber', () => {
  it.each([0, 5, 10])('takes %d', (given) => {
    expect(wholeNumber('n', given, 0, 10)).toBe(given);
  });
  it.each([-1, 11, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d', (given) => {
    expect(() => wholeNumber('n', given, 0, 10)).toThrow(
      new InvalidValueError(`n is ${given}: give a whole number from 0 to 10`),
    );
  });
});
