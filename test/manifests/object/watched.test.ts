import { describe, expect, test } from 'vitest';
import { leavesOf } from '../../../manifests/object/leaves';
import { answerOf, bareForm, isAnswered, type Learned, learn, watchedAs } from '../../../manifests/object/watched';

const data = { kind: 'Thing', spec: { sizes: [1, 2], names: { a: 'x' }, none: null }, last: true };

function learnedBy(look: (view: typeof data) => unknown): Learned {
  return learn(data, leavesOf(data), look).learned;
}

const readBy = (look: (view: typeof data) => unknown): number[] => [...learnedBy(look).read];

describe('data that is watched', () => {
  test('takes down what is read, however it is read', () => {
    expect(readBy(({ spec }) => spec.sizes[1])).toEqual([2]);
    expect(readBy(({ spec }) => spec.sizes.map((size) => size))).toEqual([1, 2]);
    expect(readBy(({ spec }) => ({ ...spec.names }))).toEqual([3]);
    expect(readBy((view) => JSON.stringify(view))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(readBy((view) => Object.values(view))).toEqual([0, 5]);
  });

  test('does not count what all data of the form has in common', () => {
    expect(readBy(({ spec }) => Object.keys(spec))).toEqual([]);
    expect(readBy(({ spec }) => spec.sizes.length)).toEqual([]);
    expect(readBy(({ spec }) => Object.hasOwn(spec, 'none'))).toEqual([]);
    expect(readBy((view) => JSON.stringify(bareForm(view)))).toEqual([]);
  });

  test('has one view of each part', () => {
    const { result } = learn(data, leavesOf(data), (view) => {
      const { spec } = view;
      return [view.spec === spec, Array.isArray(spec.sizes)];
    });
    expect(result).toEqual([true, true]);
  });

  test('is asked a question: the answer counts, not the value', () => {
    const isShort = (value: unknown) => `${value}`.length < 3;
    const { read, asked } = learnedBy(({ spec }) => answerOf(spec.names, 'a', isShort));
    expect([...read]).toEqual([]);
    expect(asked.map(({ leaf }) => leaf)).toEqual([3]);
    const [question] = asked;
    const named = (a: string) => ({ ...data, spec: { ...data.spec, names: { a } } });
    expect(question && isAnswered(question, named('yz'))).toBe(true);
    expect(question && isAnswered(question, named('longer'))).toBe(false);
    // Data that nobody watches, and what is not there.
    expect(answerOf(data.spec.names, 'a', isShort)).toBe(true);
    expect(learnedBy(({ spec }) => answerOf(spec, 'absent', String)).asked).toEqual([]);
  });

  test('is watched in a copy, too, in which something was put in the place of something', () => {
    const readInCopy = (look: (view: typeof data) => unknown) =>
      readBy((view) => {
        const copy = watchedAs(view, structuredClone(data));
        copy.spec.names = { a: 'other' };
        return look(copy);
      });
    expect(readInCopy(({ spec }) => spec.names.a)).toEqual([3]);
    expect(readInCopy(({ spec }) => spec.sizes[0])).toEqual([1]);
    expect(readInCopy((view) => JSON.stringify(bareForm(view)))).toEqual([]);
    expect(readInCopy(({ spec }) => ({ ...spec.names, a: spec.names.a === 'other' }))).toEqual([3]);
    expect(watchedAs(data, data)).toBe(data);
  });
});
