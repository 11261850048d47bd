import { expect, test } from 'vitest';
import { upgradePath } from '../../../manifests/releases/upgrade-path';

const KNOWN = ['1.28.0', '1.28.1', '1.29.1', '1.29.2', '1.30.0', '1.31.0'];

test.each([
  ['1.28.0', '1.30.0', ['1.29.2', '1.30.0']],
  ['1.28.1', '1.31.0', ['1.29.2', '1.30.0', '1.31.0']],
  ['1.28.0', '1.28.1', ['1.28.1']],
  ['1.28.0', '1.29.1', ['1.29.1']],
  ['1.29.2', '1.30.0', ['1.30.0']],
  ['1.30.0', '1.30.0', []],
  ['1.30.0', '1.29.2', []],
])('from %s to %s', (from, to, path) => expect(upgradePath(from, to, KNOWN)).toEqual(path));
