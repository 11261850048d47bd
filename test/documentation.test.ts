import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

// What the pages of docs/ show compiles, with what the text around it takes for granted.

const ROOT = join(__dirname, '..');
const project = mkdtempSync(join(tmpdir(), 'cnpg-gitops-docs-'));

afterAll(() => rmSync(project, { recursive: true, force: true }));

/** What each page speaks of without showing it. */
const WORLD = `
declare const folder: Folder, db: PostgresCluster, cluster: PostgresCluster, pooler: Pooler, app: App, repoUrl: string, aws: Platform;
declare const database: Omit<PostgresClusterProps<'17'>, 'compliance' | 'objectives'>, store: ObjectStoreProps;
declare const api: Omit<ApiDeploymentProps, 'database'>, workload: Omit<ApiDeploymentProps, 'database'>, config: { sealed: { id: string; secret: string } };
declare const recoveries: Parameters<typeof recoveriesFrom>[0], awsCreds: ConstructorParameters<typeof SopsSecret>[2];
declare const credentials: Secret, tenant: string, key: string, Pool: new (options: object) => object;
`;

interface Example {
  readonly page: string;
  readonly code: string;
}

function examples(): Example[] {
  const pages = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
  return pages.flatMap((page) => {
    const text = readFileSync(join(ROOT, 'docs', page), 'utf8');
    return [...text.matchAll(/^ *```ts\n([\s\S]*?)^ *```$/gm)].map(([, code = '']) => ({ page, code }));
  });
}

describe('the examples in TypeScript', () => {
  const found = examples();

  it('are in the pages', () => expect(found.length).toBeGreaterThan(12));

  it('say `satisfies`, or name their type, where they are configuration', () => {
    const bare = found.filter(({ code }) => /^\w+: [[{]/.test(code) && !/\} satisfies \w|\] satisfies \w/.test(code));
    expect(bare).toEqual([]);
  });

  it('compile', () => {
    for (const folder of ['constructs', 'manifests', 'values', 'imports', 'node_modules']) {
      symlinkSync(join(ROOT, folder), join(project, folder));
    }
    mkdirSync(join(project, 'docs'));
    for (const [index, { page, code }] of found.entries()) {
      writeFileSync(join(project, 'docs', `${page.replace('.md', '')}-${index}.ts`), compilable(code));
    }
    const options = { noUnusedLocals: false, noUnusedParameters: false, preserveSymlinks: true, rootDir: '.' };
    const settings = { extends: join(ROOT, 'tsconfig.json'), compilerOptions: options, include: ['docs'] };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(settings));
    writeFileSync(join(project, 'package.json'), '{}');
    expect(compile()).toBe('');
  });
});

function compile(): string {
  try {
    return execFileSync(join(ROOT, 'node_modules/.bin/tsc'), ['-p', '.'], { cwd: project, encoding: 'utf8' });
  } catch (error) {
    return String(Reflect.get(Object(error), 'stdout'));
  }
}

function compilable(code: string): string {
  const body = code
    .replace(/^import .*$/gm, '')
    .replace(/^ *export /gm, '')
    .replace(/^ *…,$/gm, '...database,')
    .replace(/\{ … \}/g, '{ ...workload, database: cluster.connect() }');
  const statements = /^\w+: /.test(body) ? `const fragment = {\n${body}};` : body;
  return `import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ApiObject, type App } from 'cdk8s';
import type { Construct } from 'constructs';
${imported()}
${WORLD}
export function example(this: Construct) {
${statements}
}
`;
}

/** All that the library exports, by its name. */
function imported(): string {
  const index = readFileSync(join(ROOT, 'constructs/index.ts'), 'utf8');
  const names = [...index.matchAll(/export (?:type )?\{([^}]*)\}/g)].flatMap(([, list = '']) => list.split(','));
  const unique = new Set(names.map((name) => name.replace(/type /, '').trim()).filter((name) => name !== ''));
  return `import { ${[...unique].join(', ')} } from '../constructs/index';`;
}
