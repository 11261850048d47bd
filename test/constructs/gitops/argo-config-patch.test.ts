import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { argoConfigPatches } from '../../../constructs/gitops/argo-config-patch';
import { argoHealth } from '../../../constructs/gitops/argo-health';
import { argoNotifications } from '../../../constructs/gitops/argo-notifications';
import { HEADER } from '../../../manifests/files/header';
import { print } from '../../../manifests/files/print';

const { config, notifications } = argoConfigPatches();

it('holds keys of its own, and nothing that would replace what else is there', () => {
  expect(config).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'argocd-cm', namespace: 'argocd' },
    data: argoHealth(),
  });
  expect(notifications.metadata).toEqual({ name: 'argocd-notifications-cm', namespace: 'argocd' });
  expect(notifications.data).toEqual(argoNotifications());
  expect(Object.keys(config.data).filter((key) => !key.startsWith('resource.customizations.health.'))).toEqual([]);
  expect(Object.keys(notifications.data).filter((key) => !/^(trigger|template)\./.test(key))).toEqual([]);
});

it('can be read by people, and comes back as it was', () => {
  for (const patch of [config, notifications]) {
    const text = print([patch]);
    expect(text.startsWith(HEADER)).toBe(true);
    expect(parse(text)).toEqual(patch);
    // Block scalars: a script in quotes would be one line.
    expect(text.split('\n').length).toBeGreaterThan(20 + Object.keys(patch.data).length);
    expect(Buffer.byteLength(text)).toBeLessThan(64 * 1024);
  }
});
