import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { manifestsOf } from '../../../commands/applications/application-tree';
import { Instant } from '../../../constructs';
import { RecoveredPostgres } from '../../support/recovered-postgres';
import { recoveryOptions } from '../../support/recovery-options';
import { closeRepository, openRepository, run, shop } from './support/lost-shop';

// What the command declares is what the real server recovers to.

let postgres: RecoveredPostgres;
beforeAll(async () => {
  postgres = await RecoveredPostgres.create();
}, 60_000);
afterAll(() => postgres.remove());
beforeEach(() => {
  openRepository();
  return closeRepository;
});

it.each<[string, (time: string) => string | undefined, readonly number[]]>([
  ['the newest point', () => undefined, [1, 2]],
  ['an instant', (time) => time, [1]],
])('a rebuild recovers to %s', async (_, at, rows) => {
  run({ at: at(Instant.parse(postgres.moment.time).toString()), now: new Date() });
  const cluster = manifestsOf(shop()).find(({ kind }) => kind === 'Cluster') ?? {};
  expect(await postgres.recover(recoveryOptions(cluster, '1.30.0'))).toEqual(rows);
});
