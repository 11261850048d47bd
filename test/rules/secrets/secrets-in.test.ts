import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { read } from '../../../manifests/files/read';
import type { Manifest } from '../../../manifests/object/manifest';
import { judge } from '../../../rules/engine/judge';
import { RULES } from '../../../rules/expert';
import { secretsIn } from '../../../rules/secrets/secrets-in';
import { DEFAULT_TARGET } from '../../../values/cnpg/target';
import { HARMLESS } from './harmless';
import { LEAKS } from './leaks';
import { ALPHANUMERIC, BASE64, drawn, HEX } from './made-up';
import { PRIVATE_JWK, PUBLIC_KEYS } from './public-keys';

const ROOT = join(__dirname, '..', '..', '..');

describe('secretsIn', () => {
  it.each(LEAKS)('finds %s', (_, secret, object) => {
    const found = secretsIn(object as Manifest).map((each) => each.secret);
    expect(found.filter((text) => text.includes(secret) || secret.includes(text))).not.toEqual([]);
  });

  it.each(LEAKS)('is not printed: %s', (_, secret, object) => {
    const violations = judge([{ manifest: object as Manifest, file: null, document: 0 }], {
      target: DEFAULT_TARGET,
      now: new Date('2026-07-15'),
    });
    expect(violations).toContainEqual(expect.objectContaining({ rule: 'secret-literal', severity: 'error' }));
    expect(JSON.stringify(violations)).not.toContain(JSON.stringify(secret).slice(1, -1));
  });

  it('finds the private key of a JWKS', () => expect(secretsIn(PRIVATE_JWK as Manifest)).toHaveLength(1));

  it.each([...HARMLESS, ...PUBLIC_KEYS])('takes %s', (_, object) => {
    expect(secretsIn(object as Manifest)).toEqual([]);
  });

  it.each<[string, number, string, number]>([
    ['40 characters of base64', 40, BASE64, 0.98],
    ['32 letters and digits', 32, ALPHANUMERIC, 0.96],
    ['24 letters and digits', 24, ALPHANUMERIC, 0.9],
    ['64 hexadecimal digits', 64, HEX, 0.99],
  ])('finds nearly all tokens of %s by their looks alone', (_, length, alphabet, least) => {
    const tokens = Array.from({ length: 500 }, (_, seed) => drawn(length, alphabet, seed + 1));
    const found = tokens.filter((value) => secretsIn(envOf(value)).length > 0);
    expect(found.length / tokens.length).toBeGreaterThanOrEqual(least);
  });
});

describe('what this repository holds', () => {
  const folders = ['dist', 'test/verdicts', 'test/fixtures'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ya?ml|json)$/.test(file))
      .map((file) => [join(folder, file), readFileSync(join(ROOT, folder, file))] as const),
  );
  const examples = RULES.filter(({ id }) => !id.startsWith('secret-')).map(
    ({ id, wrong, right }) => [id, Buffer.from(`${wrong}\n---\n${right}`)] as const,
  );

  it('has no secret in it, and is much', () => {
    const manifests = [...folders, ...examples].flatMap(([name, bytes]) =>
      read(bytes, name).flatMap(({ manifest }) => (manifest ? [{ name, manifest }] : [])),
    );
    expect(manifests.length).toBeGreaterThan(400);
    // A role with a field that does not exist, to hear what a server says of it.
    const wanted = ['test/verdicts/versions/create/336-databaserole-38.yaml spec.password'];
    const found = manifests.flatMap(({ name, manifest }) => secretsIn(manifest).map(({ path }) => `${name} ${path}`));
    expect(found).toEqual(wanted);
  });
});

function envOf(value: string): Manifest {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { env: [{ name: 'SETTING', value }] } };
}
