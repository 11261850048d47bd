import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkout } from './support/checkout';

// The pages of docs/tasks, typed as they stand, block by block, in a repository that begins as their index says. What needs a Kubernetes
// cluster goes to a kubectl that writes down how it was called.

const TASKS = join(__dirname, '../docs/tasks');
const PAGES = readdirSync(TASKS).filter((name) => name !== 'README.md');
/** The instant in the pages; it has to lie within the recovery window. */
const INSTANT = '2026-11-20T13:37:00Z';
/** What asks a cluster itself. Its options are compared with the help. */
const LIVE = [/ --base cluster\b/];

const project = checkout();
const tools = mkdtempSync(join(tmpdir(), 'cnpg-gitops-tasks-'));
const calls = join(tools, 'calls');
const live: string[] = [];

const RUNNING = `apiVersion: v1
kind: List
items:
  - apiVersion: postgresql.cnpg.io/v1
    kind: Cluster
    metadata: { name: orders-db, namespace: orders }
    spec:
      instances: 3
      imageName: ghcr.io/cloudnative-pg/postgresql:17.12-standard-trixie
      storage: { size: 10Gi, storageClass: gp3-encrypted }
`;

/** What the pages ask of a cluster, and nobody here can carry out. */
const CALLED = [
  'flux create secret',
  'flux install',
  'kubectl annotate externalsecrets.external-secrets.io',
  'kubectl api-resources --namespaced',
  'kubectl apply --server-side',
  'kubectl apply -f',
  'kubectl cnpg destroy',
  'kubectl cnpg promote',
  'kubectl cnpg psql',
  'kubectl cnpg status',
  'kubectl create -f',
  'kubectl create secret',
  'kubectl delete application',
  'kubectl delete applications.argoproj.io',
  'kubectl delete appprojects.argoproj.io',
  'kubectl delete clusters.postgresql.cnpg.io',
  'kubectl delete deployments.apps',
  'kubectl delete namespace',
  'kubectl delete objectstores.barmancloud.cnpg.io',
  'kubectl exec -i',
  'kubectl exec -n',
  // Of kinds that only a cluster knows.
  'kubectl get ',
  'kubectl get clusters.postgresql.cnpg.io,scheduledbackups.postgresql.cnpg.io,poolers.postgresql.cnpg.io',
  'kubectl get externalsecrets.external-secrets.io',
  'kubectl rollout status',
  'kubectl wait cluster.postgresql.cnpg.io',
];

interface Block {
  readonly language: string;
  readonly text: string;
}

function blocks(page: string): Block[] {
  const text = readFileSync(join(TASKS, page), 'utf8');
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', block = '']) => ({
    language,
    text: block,
  }));
}

function type(line: string): string {
  const env = {
    ...process.env,
    PATH: `${tools}:${process.env.PATH}`,
    GIT_AUTHOR_NAME: 'a',
    GIT_AUTHOR_EMAIL: 'a@example.com',
    GIT_COMMITTER_NAME: 'a',
    GIT_COMMITTER_EMAIL: 'a@example.com',
  };
  const { status, stdout, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', line], {
    cwd: project,
    encoding: 'utf8',
    env,
  });
  expect(status, `${line}\n${stdout}${stderr}`).toBe(0);
  return stdout;
}

function run(line: string): string {
  if (LIVE.some((each) => each.test(line))) {
    live.push(line);
    const [command = ''] = /^npm run -s \S+/.exec(line) ?? [];
    const help = type(`${command} -- --help`);
    for (const [option] of line.matchAll(/--[a-z]+(?=\s)/g)) expect(help).toContain(option);
    return '';
  }
  return type(line.replaceAll(INSTANT, new Date(Date.now() - 3_600_000).toISOString()));
}

/** Applies a change that is shown: the lines with a minus give way to those with a plus. */
function edit(diff: string): void {
  const [header = '', ...lines] = diff.trimEnd().split('\n');
  const file = join(project, header.replace(/^--- /, ''));
  const side = (sign: string) =>
    lines
      .filter((line) => line.startsWith(sign))
      .map((line) => line.slice(1))
      .join('\n');
  const text = readFileSync(file, 'utf8');
  expect(text.split(side('-')), `${header}\n${side('-')}`).toHaveLength(2);
  writeFileSync(file, text.replace(side('-'), side('+')));
}

/** Compares what is printed with what is shown; `…` stands for anything. */
function follow(shown: string): void {
  for (const [, command = '', output = ''] of shown.matchAll(/^\$ (.*)\n((?:(?!\$ ).*\n)*)/gm)) {
    const pattern = output
      .trimEnd()
      .split('…')
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('[\\s\\S]*?');
    expect(run(command).trimEnd(), command).toMatch(new RegExp(`^${pattern}$`));
  }
}

beforeAll(() => {
  const program = join(project, 'build/bin/cnpg-gitops.js');
  const stubs = {
    kubectl: `echo "kubectl $*" >> ${calls}
case "$*" in
  *"-f -"*) cat >> ${calls} ;;
  *"-o yaml"*) cat ${join(tools, 'running.yaml')} ;;
esac`,
    flux: `echo "flux $*" >> ${calls}`,
    // It asks a real kubectl what a kustomization makes, if there is one.
    npx: `shift; PATH='${process.env.PATH}' exec node ${program} "$@"`,
  };
  writeFileSync(join(tools, 'running.yaml'), RUNNING);
  for (const [name, script] of Object.entries(stubs)) {
    writeFileSync(join(tools, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(tools, name), 0o755);
  }
  type('git init -q -b main && git add . && git commit -qm "The examples"');
  const [{ text = '' } = {}] = blocks('README.md');
  type(text);
  type('npm run -s bundle && git add . && git commit -qm "Add shop" && git tag start');
  type('git update-ref refs/remotes/origin/main start');
});

afterAll(() => {
  for (const folder of [project, tools]) rmSync(folder, { recursive: true, force: true });
});

beforeEach(() => {
  type('git reset -q --hard start && git clean -fdq');
});

test('the index has every page', () => {
  const index = readFileSync(join(TASKS, 'README.md'), 'utf8');
  const linked = [...index.matchAll(/\]\(([a-z-]+\.md)\)/g)].map(([, name]) => name);
  expect(linked.toSorted()).toEqual(PAGES.toSorted());
});

describe.each(PAGES)('%s', (page) => {
  test('says when, what to type, what is seen, and the way back', () => {
    const text = readFileSync(join(TASKS, page), 'utf8');
    expect(text.match(/^## .*$/gm)).toEqual(['## When', '## Commands', '## What you should see', '## Way back']);
    expect(text).toMatch(/^More: \[/m);
    // Each fence is one that the next test reads.
    expect(text.match(/^\s*```/gm)).toHaveLength(2 * blocks(page).length);
    for (const { language, text: block } of blocks(page)) {
      expect(['bash', 'console', 'diff']).toContain(language);
      if (language === 'console') expect(block).toMatch(/^\$ /);
    }
  });

  test('works as it stands', () => {
    for (const { language, text } of blocks(page)) {
      if (language === 'diff') edit(text);
      else if (language === 'console') follow(text);
      else {
        expect(language).toBe('bash');
        for (const line of text.trimEnd().split('\n')) run(line);
      }
    }
    type('npm run -s types && npm run -s lint');
  });
});

test('only what asks a cluster itself was not run, and kubectl was given whole objects', () => {
  expect(live).toEqual(['npm run -s plan -- --base cluster --platform aws']);
  const written = readFileSync(calls, 'utf8');
  const called = written.match(/^(?:kubectl|flux) .*/gm) ?? [];
  expect([...new Set(called.map((line) => line.split(' ').slice(0, 3).join(' ')))].sort()).toEqual(CALLED);
  // As often as the pages take a base backup.
  expect(written.match(/^kind: Backup$/gm)).toHaveLength(
    called.filter((line) => line === 'kubectl create -f -').length,
  );
});
