import type { Document } from '../../../manifests/object/document';
import type { Manifest } from '../../../manifests/object/manifest';

const VALUES = [
  ...['x', '', 'UPPER', 'a-very-long-name-'.repeat(8), '17.7', '2Gi', '0 2 * * *', 'latest', 'default', 'shop-db'],
  ...[
    's3://other/x',
    'gs://b/x',
    'streaming_replica',
    'ghcr.io/x/postgresql:latest',
    'AKIAQ3EGRZ7XH5TBKLMN',
    '-1',
    'off',
  ],
  ...[0, -1, 1.5, true, null, [], {}],
];

/** How many of the copies have faults. */
const FAULTY = 8;

type Holder = Record<string, unknown>;

/** The same objects in one namespace after the other; in the last ones, some values are others, or missing. */
export function faultyCopies(documents: readonly Document[], copies: number, seed: number): Document[] {
  const random = generator(seed);
  return Array.from({ length: copies }, (_, copy) =>
    documents.flatMap(({ manifest }, document) => {
      if (manifest === undefined) return [];
      const own = structuredClone(manifest);
      const metadata = own.metadata as Holder;
      if (metadata.namespace !== undefined) metadata.namespace = `${metadata.namespace}-${copy}`;
      if (copy >= copies - FAULTY) change(own, random);
      return { manifest: own, file: `${copy}.yaml`, document };
    }),
  ).flat();
}

function change(manifest: Manifest, random: (below: number) => number): void {
  const places = placesIn(manifest as unknown as Holder).filter(([, key]) => key !== 'kind' && key !== 'apiVersion');
  const [holder, key] = places[random(places.length)] ?? [{}, ''];
  if (random(8) === 0) delete holder[key];
  else holder[key] = structuredClone(VALUES[random(VALUES.length)]);
}

/** Where the values are that are neither objects nor lists. */
function placesIn(holder: Holder): [Holder, string][] {
  return Object.entries(holder).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? placesIn(value as Holder) : [[holder, key] as [Holder, string]],
  );
}

function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 16) % below;
  };
}
