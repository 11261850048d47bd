import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Crd, type CrdFacts, toCrd } from '../../../commands/import/crd';
import { groupBy } from '../../../values/collections/group-by';

const FACTS = join(__dirname, '../../../imports/facts');

/** Every CRD that the project knows, as `npm run import` recorded it. */
export function crds(): readonly Crd[] {
  const files = readdirSync(FACTS, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /^[^/]+\.[^/]+\/v[^/]+\/[^/]+\.json$/.test(file),
  );
  const facts = files.sort().map((file) => JSON.parse(readFileSync(join(FACTS, file), 'utf8')) as CrdFacts);
  return [...groupBy(facts, ({ group, names }) => `${names.plural}.${group}`).values()].map(toCrd);
}
