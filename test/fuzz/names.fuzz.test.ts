import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { exitCodeOf } from '../../commands/cli/exit-code';
import { UsageError } from '../../commands/cli/usage-error';
import { loadKubeconfig } from '../../commands/kube/kubeconfig';
import { visible } from '../../commands/report/lines';
import { layout, place } from '../../manifests/files/layout';
import { RenderError } from '../../manifests/files/render-error';
import { write } from '../../manifests/files/write';
import { WriteError } from '../../manifests/files/write-error';
import { dollarQuote, quoteIdentifier, quoteLiteral } from '../../values/postgres/sql';
import { attempt } from '../../values/text/invalid-value';
import { anyText, fuzz, nearly } from './support';

const text = fc.array(anyText, { maxLength: 4 }).map((pieces) => pieces.join(''));

describe('SQL', () => {
  // What PostgreSQL's scanner makes of a token: test/values/sql.test.ts asks the server itself.
  const unquoted = {
    identifier: (token: string) => /^"((?:[^"]|"")*)"$/.exec(token)?.[1]?.replaceAll('""', '"'),
    literal: (token: string) =>
      token.startsWith('E')
        ? /^E'((?:[^'\\]|''|\\\\)*)'$/s.exec(token)?.[1]?.replaceAll("''", "'").replaceAll('\\\\', '\\')
        : /^'((?:[^'\\]|'')*)'$/s.exec(token)?.[1]?.replaceAll("''", "'"),
    dollar: (token: string) => {
      const tag = /^\$\w*\$/.exec(token)?.[0] ?? '$$';
      return token.slice(tag.length, token.indexOf(tag, tag.length));
    },
  };

  fuzz('names and texts come out as they went in', text, 500, (given) => {
    const name = attempt(() => quoteIdentifier(given));
    if (name !== undefined) expect(unquoted.identifier(name)).toBe(given);
    const literal = attempt(() => quoteLiteral(given));
    if (literal !== undefined) expect(unquoted.literal(literal)).toBe(given);
    const dollar = attempt(() => dollarQuote(given));
    if (dollar !== undefined) expect(unquoted.dollar(dollar)).toBe(given);
    expect(literal === undefined).toBe(/[\0\p{Surrogate}]/u.test(given));
  });
});

describe('what is printed', () => {
  fuzz('cannot steer a terminal', text, 300, (given) => {
    const printed: string[] = [];
    exitCodeOf(new UsageError(given), { out() {}, err: (line: string) => printed.push(line) } as never);
    for (const line of [visible(given), ...printed]) {
      expect(line.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/);
    }
  });
});

describe('files', () => {
  const root = mkdtempSync(join(tmpdir(), 'cnpg-gitops-names-'));
  afterAll(() => rmSync(root, { recursive: true }));
  const rendered = fc.record({
    path: fc.oneof(fc.constantFrom('shop', 'shop/database', '..', '../..', '/tmp', 'a/../../b', 'dist', ''), text),
    kind: fc.oneof(fc.constantFrom('Cluster', 'A/B', '../../X', '/X', 'Kustomization', '..', 'X\\Y'), text),
    name: text,
    namespace: text,
  });

  fuzz(
    'are written below their folder, whatever things are called',
    fc.array(rendered, { maxLength: 3 }),
    60,
    (list) => {
      const place0 = mkdtempSync(join(root, 'run-'));
      const repository = join(place0, 'repository');
      mkdirSync(join(repository, 'dist'), { recursive: true });
      writeFileSync(join(place0, 'outside'), 'untouched');
      try {
        const objects = list.map(({ path, kind, name, namespace }) => {
          const manifest = { apiVersion: 'v1', kind, metadata: { name, namespace } };
          return { path, construct: 'app', manifest };
        });
        write({ root: repository, folder: 'dist', files: layout(place(objects)) });
      } catch (error) {
        expect(
          [RenderError, WriteError].some((kind) => error instanceof kind),
          String(error),
        ).toBe(true);
      }
      expect(readdirSync(place0).sort()).toEqual(['outside', 'repository']);
      expect(readdirSync(repository)).toEqual(['dist']);
      expect(readFileSync(join(place0, 'outside'), 'utf8')).toBe('untouched');
    },
  );
});

describe('a kubeconfig', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cnpg-gitops-kubeconfig-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const config = JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'a',
    clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1' } }],
    users: [{ name: 'u', user: { token: 'x' } }],
    contexts: [{ name: 'a', context: { cluster: 'c', user: 'u' } }],
  });

  it('is read, or refused with a reason', async () => {
    vi.stubEnv('KUBECONFIG', join(folder, 'config'));
    const property = fc.asyncProperty(nearly([config, 'clusters: []\n', '[]', '1']), async (given) => {
      writeFileSync(join(folder, 'config'), given);
      const error: unknown = await loadKubeconfig().catch((thrown: unknown) => thrown);
      if (error instanceof Error) expect(error, error.stack).toBeInstanceOf(UsageError);
    });
    await fc.assert(property, { numRuns: 150 });
    vi.unstubAllEnvs();
  });
});
