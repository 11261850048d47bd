import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { argoNotifications } from '../../../constructs/gitops/argo-notifications';

interface Trigger {
  readonly description: string;
  readonly when: string;
  readonly send: readonly string[];
}

const data = argoNotifications();
const keys = (kind: string) => Object.keys(data).flatMap((key) => (key.startsWith(kind) ? key.slice(kind.length) : []));
const triggers = new Map(
  keys('trigger.').map((name) => [name, parse(data[`trigger.${name}`] ?? '') as readonly Trigger[]] as const),
);
const templates = new Map(keys('template.').map((name) => [name, parse(data[`template.${name}`] ?? '')] as const));

// Argo CD evaluates conditions with expr-lang, which npm has not. They keep to what it and JavaScript read alike (`TOKENS`): a field that
// is missing is nil, a field of nil is an error unless asked for with `?.`. What is shown is so the logic, not the syntax, of which only
// these tokens are used.
const TOKENS =
  /^(?:app(?:\??\.[a-zA-Z]+)+|'[A-Za-z]+'|nil|true|any\(|\{?\.[a-zA-Z]+(?:\??\.[a-zA-Z]+)*|==|!=|&&|\|\||[!(),}]|\s)+$/;

function fires(name: string, app: object): boolean {
  return (triggers.get(name) ?? []).some(({ when }) => {
    const code = when
      .replaceAll(/\bnil\b/g, 'null')
      .replaceAll('{', '(one) => (')
      .replaceAll(/(?<![\w?])\.(?=[a-z])/g, 'one.')
      .replaceAll('}', ')');
    const any = (list: readonly object[], test: (one: object) => boolean) => list.some(test);
    return new Function('app', 'any', `return ${code}`)(app, any);
  });
}

const METADATA = { name: 'shop-database', namespace: 'argocd' };
const app = (status?: object) => ({ metadata: METADATA, ...(status && { status }) });
const health = (status: string) => ({ health: { status } });
const operation = (phase: string, revision = 'abc') => ({
  operationState: { phase, message: 'webhook refused it', syncResult: { revision } },
});
const sync = (status: string) => ({ sync: { status, revision: 'abc' } });
const resources = (...surplus: boolean[]) => ({
  resources: surplus.map((requiresPruning, i) => ({
    kind: 'Cluster',
    namespace: 'shop',
    name: `db-${i}`,
    ...(requiresPruning && { requiresPruning }),
  })),
});
// As Argo CD 3.4 and newer report a deleted Cluster, with the health of objects kept.
const lacking = (kind: string) => ({
  resources: [{ kind: 'Cluster', ...health('Healthy') }, { kind, ...health('Missing') }, { kind: 'Pooler' }],
});

const FIRING: readonly (readonly [trigger: string, what: string, app: object])[] = [
  ['on-database-degraded', 'degraded', app(health('Degraded'))],
  ['on-database-missing', 'gone', app({ ...health('Missing'), history: [{}] })],
  ['on-database-missing', 'that lacks a Cluster', app({ ...health('Healthy'), ...lacking('Cluster'), history: [{}] })],
  ['on-database-suspended', 'supervised', app(health('Suspended'))],
  ['on-database-sync-failed', 'failed', app(operation('Failed'))],
  ['on-database-sync-failed', 'in error', app(operation('Error'))],
  ['on-database-prune-required', 'with a surplus', app(resources(false, true))],
  ['on-database-drift', 'drifted', app({ ...sync('OutOfSync'), ...operation('Succeeded'), ...resources(false) })],
];

const QUIET: readonly (readonly [what: string, app: object])[] = [
  ['without a status', app()],
  ['with an empty one', app({})],
  ['without a sync so far', app({ ...health('Healthy'), ...lacking('Cluster') })],
  ['whose Pooler is new in git', app({ ...health('Healthy'), ...lacking('Pooler'), history: [{}] })],
  ['at its first sync', app({ ...health('Missing'), ...sync('OutOfSync'), ...operation('Running') })],
  ['as it should be', app({ ...health('Healthy'), ...sync('Synced'), ...operation('Succeeded'), ...resources(false) })],
  ['working', app({ ...health('Progressing'), ...sync('Synced'), ...operation('Succeeded'), history: [{}] })],
  ['before the sync of a new commit', app({ ...sync('OutOfSync'), ...operation('Succeeded', 'before') })],
];

describe('a trigger', () => {
  it.each(FIRING)('%s fires for an application %s, and no other does', (trigger, _, sample) => {
    expect([...triggers.keys()].filter((name) => fires(name, sample))).toEqual([trigger]);
  });

  it.each(QUIET)('stays quiet for an application %s', (_, sample) => {
    expect([...triggers.keys()].filter((name) => fires(name, sample))).toEqual([]);
  });

  it('is tried in each case', () => {
    expect([...new Set(FIRING.map(([name]) => name))].sort()).toEqual([...triggers.keys()].sort());
  });

  it('leaves what is not synced for being protected to the trigger that says so', () => {
    const sample = app({ ...sync('OutOfSync'), ...operation('Succeeded'), ...resources(true) });
    expect([...triggers.keys()].filter((name) => fires(name, sample))).toEqual(['on-database-prune-required']);
  });

  it.each([...triggers])('%s reads as expected and sends a template that is there', (_, [trigger, ...more]) => {
    expect(more).toEqual([]);
    expect(trigger?.when).toMatch(TOKENS);
    expect(trigger?.description).toMatch(/^[A-Z].*[^.]$/);
    expect(trigger?.send).toHaveLength(1);
    for (const name of trigger?.send ?? []) expect([...templates.keys()]).toContain(name);
  });
});

describe('a template', () => {
  it('is sent by a trigger', () => {
    expect([...templates.keys()].sort()).toEqual(
      [...triggers.values()]
        .flat()
        .flatMap(({ send }) => send)
        .sort(),
    );
  });

  it.each(FIRING)('of %s names fields that an application %s has', (trigger, _, sample) => {
    const template = templates.get(triggers.get(trigger)?.[0]?.send[0] ?? '');
    const text = `${template.email.subject}\n${template.message}`;
    expect(template.message).toContain('{{.context.argocdUrl}}/applications/{{.app.metadata.namespace}}/');
    const actions = [...text.matchAll(/{{(.*?)}}/g)].map(([, action = '']) => action);
    expect(actions.filter((action) => /^(range|if) /.test(action))).toHaveLength(
      actions.filter((action) => action === 'end').length,
    );
    const paths = actions.flatMap((action) => /^(?:range )?\.app\.(.+)$/.exec(action)?.[1] ?? []);
    expect(paths.length).toBeGreaterThan(2);
    for (const path of paths) expect(sample).toHaveProperty(path);
  });
});
