import { expect, it } from 'vitest';
import { remember } from '../../../values/collections/remember';

function counting() {
  const asked: string[] = [];
  const answer = remember((text) => {
    asked.push(text);
    return text === 'none' ? undefined : text.length;
  });
  return { asked, answer };
}

it('asks once for each text', () => {
  const { asked, answer } = counting();
  expect(['10Gi', '1Gi', '10Gi', '1Gi'].map(answer)).toEqual([4, 3, 4, 3]);
  expect(asked).toEqual(['10Gi', '1Gi']);
});

it('remembers that there was no answer', () => {
  const { asked, answer } = counting();
  expect([answer('none'), answer('none')]).toEqual([undefined, undefined]);
  expect(asked).toEqual(['none']);
});

it('keeps nothing of texts that are long, nor more than a thousand', () => {
  const { asked, answer } = counting();
  const long = 'x'.repeat(257);
  expect([answer(long), answer(long)]).toEqual([257, 257]);
  expect(asked).toHaveLength(2);

  for (let i = 0; i < 1_500; i++) answer(`text ${i}`);
  const before = asked.length;
  expect(answer('text 0')).toBe(6);
  expect(asked).toHaveLength(before);
  expect(answer('text 1499')).toBe(9);
  expect(asked).toHaveLength(before + 1);
});
