import { execFileSync } from 'node:child_process';
import { parseEnv } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { environmentLine, localText } from '../../../commands/local/local-text';

const endpoint = {
  port: 6000,
  hosts: ['shop-db-rw.shop.svc.cluster.local', 'shop-db-rw.shop.svc', 'shop-db-rw.shop', 'shop-db-rw'],
};

describe('the value of a variable', () => {
  it.each([
    ['PGHOST', 'shop-db-rw', '127.0.0.1'],
    ['PGHOST', 'shop-db-rw.shop.svc.cluster.local', '127.0.0.1'],
    ['OTHER', 'xshop-db-rw', 'xshop-db-rw'],
    ['OTHER', 'shop-db-rw.other', 'shop-db-rw.other'],
    ['OTHER', 'shop-db-rw2', 'shop-db-rw2'],
    ['POSTGRES_PORT', '5432', '6000'],
    ['POSTGRES_PORT', '5433', '5433'],
    ['ANSWER', '5432', '5432'],
    ['PGSSLMODE', 'verify-full', 'disable'],
    ['MODE', 'require', 'require'],
    [
      'DATABASE_URL',
      'postgresql://$(U):$(P)@shop-db-rw.shop.svc:5432/shop?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.crt',
      'postgresql://$(U):$(P)@127.0.0.1:6000/shop?sslmode=disable',
    ],
    [
      'DATABASE_URL',
      'postgresql://shop-db-rw/shop?sslrootcert=x&sslmode=require',
      'postgresql://127.0.0.1/shop?sslmode=disable',
    ],
    [
      'CONNINFO',
      'host=shop-db-rw port=5432 sslmode=verify-ca sslrootcert=/ca user=app',
      'host=127.0.0.1 port=6000 sslmode=disable user=app',
    ],
    ['ELSEWHERE', 'postgresql://other:5432/x?sslmode=require', 'postgresql://other:5432/x?sslmode=require'],
  ])('%s=%s is %s', (name, value, here) => expect(localText(name, value, endpoint)).toBe(here));
});

describe('a line of an environment file', () => {
  it.each([
    ['A', 'plain/1.2:3@x', 'A=plain/1.2:3@x\n'],
    ['A', '', 'A=\n'],
    ['A', 'two words & more', "A='two words & more'\n"],
    ['A', `it's "$HOME"`, `A="it's \\"\\$HOME\\""\n`],
  ])('%s=%s', (name, value, line) => expect(environmentLine(name, value)).toBe(line));

  it('is read by a shell as it was meant, whatever the value', () => {
    const value = fc.stringMatching(/^[ -~]*$/, { maxLength: 20 });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 40 }), (values) => {
        const lines = values.map((each, i) => environmentLine(`V${i}`, each)).join('');
        const script = `${lines}printf '%s\\n' ${values.map((_, i) => `"$V${i}"`).join(' ')}`;
        expect(execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8', env: {} })).toBe(`${values.join('\n')}\n`);
      }),
      { numRuns: 30 },
    );
  });

  it('is read by Node as it was meant, unless quotes of both kinds are in it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ -&(-~]*$/), (value) => {
        expect(parseEnv(environmentLine('V', value))).toEqual({ V: value });
      }),
    );
  });
});
