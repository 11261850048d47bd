import { expect, test } from 'vitest';
import { rememberLast } from '../../../values/collections/remember-last';

test('the same object is asked about once, until another one is', () => {
  const asked: string[] = [];
  const nameOf = rememberLast(({ name }: { name: string }) => {
    asked.push(name);
    return name === '' ? undefined : name;
  });
  const [one, same, none] = [{ name: 'a' }, { name: 'a' }, { name: '' }];
  expect([one, one, same, none, none, one].map(nameOf)).toEqual(['a', 'a', 'a', undefined, undefined, 'a']);
  expect(asked).toEqual(['a', 'a', '', 'a']);
});
