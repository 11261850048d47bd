import { App } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { argoAnnotations, Folder, Namespace, type NamespaceProps } from '../../../constructs/index';
import { render } from '../support/render';

const annotationsOf = (props: Partial<NamespaceProps>) =>
  render((folder) => new Namespace(folder, 'Namespace', { name: 'shop', ...props }))[0]?.metadata.annotations;

describe('a namespace', () => {
  it('is first, stays, and is in none itself', () => {
    expect(
      render((folder) => new Namespace(folder, 'Namespace', { name: 'shop', labels: { team: 'orders' } })),
    ).toEqual([
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name: 'shop',
          labels: {
            team: 'orders',
            'pod-security.kubernetes.io/enforce': 'restricted',
            'pod-security.kubernetes.io/enforce-version': 'v1.35',
            'pod-security.kubernetes.io/audit': 'restricted',
            'pod-security.kubernetes.io/audit-version': 'v1.35',
            'pod-security.kubernetes.io/warn': 'restricted',
            'pod-security.kubernetes.io/warn-version': 'v1.35',
          },
          annotations: {
            'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
            'argocd.argoproj.io/sync-wave': '-3',
          },
        },
      },
    ]);
  });

  it.each(['', 'Shop', 'shop.eu', 'x'.repeat(64)])('is not called "%s"', (name) => {
    expect(() => render((folder) => new Namespace(folder, 'Namespace', { name }))).toThrow(`name "${name}"`);
  });
});

describe('the pods of a namespace', () => {
  const labelsOf = (props: Partial<NamespaceProps>) =>
    render((folder) => new Namespace(folder, 'Namespace', { name: 'shop', ...props }))[0]?.metadata.labels;

  it.each(['baseline', 'privileged'] as const)('keep another standard if that is asked for: %s', (podSecurity) => {
    const labels = labelsOf({ podSecurity, podSecurityVersion: '1.31' });
    expect(new Set(Object.values(labels ?? {}))).toEqual(new Set([podSecurity, 'v1.31']));
    expect(Object.keys(labels ?? {})).toHaveLength(6);
  });

  it.each(['latest', 'v1.34', '1.34.1', '1', ''])('keep no standard of version "%s"', (podSecurityVersion) => {
    expect(() => labelsOf({ podSecurityVersion })).toThrow('give a minor version of Kubernetes, such as 1.35');
  });

  it('are not spoken of twice', () => {
    expect(() => labelsOf({ labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } })).toThrow(
      'label pod-security.kubernetes.io/enforce: use `podSecurity` instead',
    );
  });
});

describe('annotations of the user', () => {
  const SYNC = 'argocd.argoproj.io/sync-options';

  it('stand beside those of Argo CD, and add options without dropping the protection', () => {
    expect(annotationsOf({ annotations: { a: 'b', [SYNC]: 'ServerSideApply=false' } })).toEqual({
      a: 'b',
      [SYNC]: 'Prune=false,Delete=false,ServerSideApply=false',
      'argocd.argoproj.io/sync-wave': '-3',
    });
  });

  it.each([
    [{ [SYNC]: 'Prune=true' }],
    [{ [SYNC]: 'ServerSideApply=true, Delete=confirm' }],
    [{ 'argocd.argoproj.io/sync-wave': '5' }],
  ])('%o contradict what the construct says', (annotations) => {
    expect(() => annotationsOf({ annotations })).toThrow('use `protection` or `wave` instead');
  });
});

it.each([
  [{}, {}],
  [{ protection: 'none', wave: 0 } as const, {}],
  [{ protection: 'confirm' } as const, { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' }],
  [{ protection: 'deny' } as const, { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' }],
  [{ wave: -1 }, { 'argocd.argoproj.io/sync-wave': '-1' }],
])('argoAnnotations(%o)', (options, expected) => expect(argoAnnotations(options)).toEqual(expected));

describe('a folder', () => {
  it.each(['shop', 'shop/database', 'a.b/c-d'])('is at %s', (path) => {
    expect(new Folder(new App(), path).path).toBe(path);
  });

  it.each(['/shop', 'shop/', 'shop//db', '../shop', 'Shop', 'shop/..'])('is not at "%s"', (path) => {
    expect(() => new Folder(new App(), path)).toThrow(`path "${path}"`);
  });
});
