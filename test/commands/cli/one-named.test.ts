import { expect, it } from 'vitest';
import { oneApplication, oneNamed } from '../../../commands/cli/one-named';
import { UsageError } from '../../../commands/cli/usage-error';
import type { Application, Platform } from '../../../constructs/index';

const platform = (name: string) => ({ name }) as Platform;
const application = (name: string, on: string): Application => ({
  name,
  platform: platform(on),
  suppressions: [],
  build: () => {},
});
const ALL = [
  application('old', 'k3s'),
  application('shop', 'aws'),
  application('k3s', 'k3s'),
  application('aws', 'aws'),
];

it('finds what is there, a platform, too', () => {
  expect(oneApplication(ALL, 'shop').name).toBe('shop');
  expect(oneApplication(ALL, 'aws').name).toBe('aws');
  expect(oneNamed([{ name: 'a' }], 'a', 'cluster')).toEqual({ name: 'a' });
});

it.each([
  ['olds', 'no application "olds": there is old, shop; platforms are k3s, aws; did you mean old?'],
  ['awss', 'no application "awss": there is old, shop; platforms are k3s, aws; did you mean aws?'],
  ['x', 'no application "x": there is old, shop; platforms are k3s, aws'],
  ['warehouse', 'no application "warehouse": there is old, shop; platforms are k3s, aws'],
])('of %s names the applications and the platforms, and what is like it', (name, message) => {
  expect(() => oneApplication(ALL, name)).toThrow(new UsageError(message));
});

it('says that there is none', () => {
  expect(() => oneApplication([], 'shop')).toThrow('no application "shop": there is none');
  expect(() => oneNamed([], 'a', 'cluster')).toThrow('no cluster "a": there is none');
});
