import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

// `mise run status`, run by bash, against a kubectl that answers as told.

const [, SCRIPT = ''] =
  /\[tasks\.status\][^[]*?run = '''\n([\s\S]*?)'''/.exec(readFileSync(join(__dirname, '../mise.toml'), 'utf8')) ?? [];
const folder = mkdtempSync(join(tmpdir(), 'status-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NODES = ['True node-1 zone-a', 'True node-2 zone-b', 'True node-3 zone-c'];

/** What kubectl prints, by a part of its arguments; the first that fits. What fits none is found. */
type Answers = Readonly<Record<string, readonly string[]>>;

function status(answers: Answers) {
  const all: Answers = {
    ...answers,
    'get nodes': answers['get nodes'] ?? NODES,
    '.status.readyReplicas': ['controller 2 2'],
  };
  const cases = Object.entries(all).map(
    ([part, lines]) => `  *${quoted(part)}*) printf '%s\\n' ${lines.map(quoted).join(' ')} ;;`,
  );
  const empty = Object.entries(answers).flatMap(([part, lines]) =>
    lines.length === 0 ? [`  *${quoted(part)}*) exit 1 ;;`] : [],
  );
  const kubectl = join(folder, 'kubectl');
  writeFileSync(
    kubectl,
    ['#!/bin/bash', 'case "$*" in', ...empty, ...cases, '  *) echo found ;;', 'esac', ''].join('\n'),
  );
  chmodSync(kubectl, 0o755);
  const {
    stdout,
    status: code,
    stderr,
  } = spawnSync('bash', ['-c', SCRIPT], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${folder}:${process.env.PATH}` },
  });
  expect(stderr).toBe('');
  return { code, wrong: stdout.split('\n').filter((line) => /^(MISSING|DOWN) /.test(line)), stdout };
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

it('is a script that bash reads', () => {
  expect(SCRIPT).toContain('need_running');
  execFileSync('bash', ['-n', '-c', SCRIPT]);
});

it('says ok where everything is there and runs', () => {
  const { code, wrong, stdout } = status({});
  expect([code, wrong]).toEqual([0, []]);
  expect(stdout).toContain('ok       cert-manager: controller, webhook, CA injector');
});

it('says that no cluster answers, and calls nothing missing', () => {
  const { code, wrong, stdout } = status({ '--raw /readyz': [] });
  expect([code, wrong]).toEqual([2, []]);
  expect(stdout).toMatch(/^no cluster answers: .*\nset KUBECONFIG, or start the cluster/);
});

describe('controllers', () => {
  it.each([
    ['-n cnpg-system -l app.kubernetes.io/name=cloudnative-pg', 'the operator'],
    ['-n cnpg-system -l app.kubernetes.io/name=plugin-barman-cloud', 'the Barman Cloud plugin'],
    ['-n cert-manager -l', 'cert-manager: controller, webhook, CA injector'],
    ['-n external-secrets -l', 'External Secrets: controller, webhook, certificates'],
    ['deployment -n argocd -l', 'Argo CD: server, repo server and the others'],
    ['statefulset -n argocd -l', 'Argo CD: application controller'],
    ['-n monitoring -l app.kubernetes.io/name in', 'the Prometheus operator'],
    ['-n monitoring -l app.kubernetes.io/name=kube-state-metrics', 'kube-state-metrics'],
  ])('%s: must run, not only their kinds be known', (part, what) => {
    expect(status({ [part]: [] })).toMatchObject({ code: 1, wrong: [`MISSING  ${what}`] });
    expect(status({ [part]: ['first 2 2', 'second 1 '] })).toMatchObject({
      code: 1,
      wrong: [`DOWN     ${what}: second 0 of 1 ready`],
    });
    expect(status({ [part]: ['first 2 1', 'second 0 '] }).wrong).toEqual([
      `DOWN     ${what}: first 1 of 2 ready, second 0 of 0 ready`,
    ]);
  });

  it('are looked for next to their kinds', () => {
    expect(status({ 'get crd certificates.cert-manager.io': [] }).wrong).toEqual(['MISSING  CRDs of cert-manager']);
  });

  it('count Prometheus only while a pod of it runs', () => {
    expect(status({ 'name=prometheus --field-selector status.phase=Running': [] }).wrong).toEqual([
      'MISSING  a running Prometheus',
    ]);
  });
});

describe('nodes', () => {
  const THREE = 'MISSING  three ready nodes (phoenix-guardian)';
  const ZONES = 'MISSING  ready nodes in two zones (phoenix-guardian)';

  it.each([
    ['one that is not ready', ['True node-1 a', 'True node-2 b', 'False node-3 c'], [THREE]],
    ['one that nobody hears of', ['True node-1 a', 'True node-2 b', 'Unknown node-3 c'], [THREE]],
    ['one zone', ['True node-1 a', 'True node-2 a', 'True node-3 a'], [ZONES]],
    ['no zones', ['True node-1 ', 'True node-2 ', 'True node-3 '], [ZONES]],
    ['the second zone not ready', ['True node-1 a', 'True node-2 a', 'True node-3 a', 'False node-4 b'], [ZONES]],
  ])('%s', (_, nodes, wrong) => expect(status({ 'get nodes': nodes }).wrong).toEqual(wrong));
});

it('misses a Secret', () => {
  expect(status({ 'get secret aws-creds -n phoenix-guardian -o jsonpath={.data.ACCESS_KEY_ID}': [] })).toMatchObject({
    code: 1,
    wrong: ['MISSING  secret aws-creds, key ACCESS_KEY_ID'],
  });
});
