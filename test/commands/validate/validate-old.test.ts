import { describe, expect, it } from 'vitest';
import { folderWith } from '../support/files';

function cluster(name: string, size: string, namespace = 'shop'): string {
  return `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  instances: 3
  storage: {size: ${size}}
  imageName: ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie
`;
}

describe('validate --old', () => {
  const run = folderWith({
    'new.yaml': `${cluster('a', '10Gi')}---\n${cluster('b', '10Gi')}---\n${cluster('c', '10Gi')}`,
    'old/a.yaml': `${cluster('a', '20Gi')}---\n${cluster('c', '5Gi')}`,
    'old/b.yaml': `${cluster('b', '20Gi', 'other')}---\n${cluster('gone', '1Gi')}`,
    'broken.yaml': `${cluster('a', '20Gi')}---\na: [1`,
  });
  const admission = async (...args: string[]) => {
    const { code, out } = await run(['validate', './new.yaml', '--output', 'json', ...args]);
    const violations: { layer: string; severity: string; name: string; path: string }[] = JSON.parse(out);
    const errors = violations.filter(({ layer, severity }) => layer === 'admission' && severity === 'error');
    return { code, errors: errors.map(({ name, path }) => [name, path]) };
  };

  it('judges an object as the update of the one with its identity, and every other as new', async () => {
    expect((await admission()).errors).toEqual([]);
    expect((await admission('--old', './old')).errors).toEqual([['a', 'spec.storage']]);
    expect((await admission('--old', './old')).code).toBe(1);
    expect((await admission('--old', './old/b.yaml')).errors).toEqual([]);
  });

  it.each<[string, string[], RegExp]>([
    ['a missing file', ['--old', './nope.yaml'], /^nope\.yaml: there is no such file or folder\n$/],
    ['a file that cannot be read', ['--old', './broken.yaml'], /^--old broken\.yaml, document 1: /],
    ['standard input twice', ['-', '--old', '-'], /standard input is already what is judged/],
    ['no file', ['--old'], /argument missing/],
  ])('calls %s wrong usage', async (_, args, message) => {
    const { code, out, err } = await run(['validate', './new.yaml', ...args], { stdin: cluster('a', '20Gi') });
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });

  it('takes the old objects from standard input', async () => {
    const { code } = await run(['validate', './new.yaml', '--old', '-'], { stdin: cluster('a', '20Gi') });
    expect(code).toBe(1);
  });
});
