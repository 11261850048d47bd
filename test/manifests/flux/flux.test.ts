import { expect, it } from 'vitest';
import { appliedBy } from '../../../manifests/flux/flux';
import { Kind } from '../../../manifests/object/kinds';
import type { Manifest } from '../../../manifests/object/manifest';
import { Index } from '../../../manifests/object/object-index';
import { cluster } from '../../rules/expert/support';
import { appliedAs, kustomization } from '../../rules/expert/support/flux';

const flux: Manifest = kustomization({ prune: true });
const [here, elsewhere]: Manifest[] = [cluster({}), cluster({}, 'other')] as Manifest[];

it('an object beside the only Kustomization is its own, unless it is known where objects come from', () => {
  if (here === undefined || elsewhere === undefined) throw new Error('no objects');
  const all = [flux, here, elsewhere];
  expect(appliedBy(flux, Kind.CLUSTER, new Index(all))).toEqual([here, elsewhere]);
  const known = new Map([[here, { engine: 'Flux', manifest: flux } as const]]);
  expect(appliedBy(flux, Kind.CLUSTER, new Index(all, known))).toEqual([here]);
});

it('a Kustomization that gets its namespace from another one is the same', () => {
  const unplaced = { ...flux, metadata: { name: 'databases' } };
  const object = here ?? flux;
  const index = new Index([flux, object], new Map([[object, { engine: 'Flux', manifest: unplaced } as const]]));
  expect(appliedBy(flux, Kind.CLUSTER, index)).toEqual([object]);
  expect(appliedBy(kustomization({}, 'other'), Kind.CLUSTER, index)).toEqual([]);
});

it('a label of Flux tells who has applied an object', () => {
  const labelled = appliedAs(cluster({}), 'databases') as Manifest;
  const index = new Index([flux, kustomization({}, 'other'), labelled]);
  expect(appliedBy(flux, Kind.CLUSTER, index)).toEqual([labelled]);
});
