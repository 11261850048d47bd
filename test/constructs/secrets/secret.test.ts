import { expect, it } from 'vitest';
import { Secret } from '../../../constructs/index';

it('is a name, and keys in it', () => {
  const secret = Secret.fromSecretName('aws-creds');
  expect(secret.name).toBe('aws-creds');
  expect(secret.key('ACCESS_KEY_ID')).toEqual({ secret, key: 'ACCESS_KEY_ID' });
});

it.each(['', ' ', 'aws_creds', 'Aws', '-a'])('cannot be called "%s"', (name) => {
  expect(() => Secret.fromSecretName(name)).toThrow(`Secret.fromSecretName: name "${name}"`);
});

it.each(['', 'a b', 'a/b', 'k'.repeat(254)])('has no key "%s"', (key) => {
  expect(() => Secret.fromSecretName('s').key(key)).toThrow(`Secret s: key "${key}": use letters, digits, -, _ and .`);
});
