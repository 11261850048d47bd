import { expect, it } from 'vitest';
import type { Manifest } from '../../../manifests/object/manifest';
import { expiredDrill } from '../../../rules/objectives';

function drill(expires?: string, label = 'cnpg-gitops/drill'): Manifest {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: {
      name: 'shop-drill',
      labels: { [label]: 'true' },
      annotations: expires === undefined ? {} : { 'cnpg-gitops/expires': expires },
    },
  };
}
const at = (now: string) => ({ now: new Date(now) });

it.each([
  [
    'the instant itself',
    drill('2026-11-28T00:00:00Z'),
    '2026-11-28T00:00:00Z',
    'the drill expired on 2026-11-28T00:00:00Z',
  ],
  ['no instant', drill(), '2026-11-01T00:00:00Z', 'the drill has no expiry date'],
  ['a local time', drill('2026-11-28T00:00:00'), '2026-11-01T00:00:00Z', 'the drill has no expiry date'],
])('is over: %s', (_, manifest, now, message) => {
  expect(expiredDrill(manifest, at(now))).toMatchObject([
    { rule: 'drill-expired', message, fix: 'run npm run restore -- APPLICATION --end shop-drill' },
  ]);
});

it.each([
  ['a second before', drill('2026-11-28T00:00:00Z'), '2026-11-27T23:59:59Z'],
  ['no drill', drill('2026-11-28T00:00:00Z', 'app'), '2027-01-01T00:00:00Z'],
  ['no Cluster', { ...drill('2026-11-28T00:00:00Z'), kind: 'Backup' }, '2027-01-01T00:00:00Z'],
])('is not: %s', (_, manifest, now) => expect(expiredDrill(manifest, at(now))).toEqual([]));
