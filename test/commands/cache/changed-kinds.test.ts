import { expect, test } from 'vitest';
import { changedKinds } from '../../../commands/cache/changed-kinds';

const object = (kind: string, path = 'shop', label = 'a') => ({
  ...{ path, construct: kind },
  manifest: { apiVersion: 'v1', kind, metadata: { name: 'it', labels: { label } } },
});

test('kinds of what is added, removed, changed or moved, and no others', () => {
  const same = object('Secret');
  const before = [same, object('Service'), object('Pod'), object('ConfigMap')];
  const after = [object('Pod', 'elsewhere'), object('Service', 'shop', 'b'), object('Namespace'), same];
  expect([...changedKinds(before, after)].sort()).toEqual(['ConfigMap', 'Namespace', 'Pod', 'Service']);
  expect(changedKinds(before, before.toReversed())).toEqual(new Set());
});
