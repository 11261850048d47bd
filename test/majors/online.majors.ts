import { join } from 'node:path';
import { testOnlineUpgrade } from '../commands/upgrade/support/online-upgrade';
import { TestPostgres } from '../support/postgres';
import { serverFolder } from '../support/template';
import { initialize, programs, runs } from './support/programs';

// From PostgreSQL 16 to 18, with the schema as CNPG imports it: dumped and restored by the programs of the new major.

async function start(major: 16 | 18, parameters = {}): Promise<TestPostgres> {
  const native = await programs(major);
  const folder = await serverFolder();
  await initialize(native, folder);
  return TestPostgres.startOn(native, folder, parameters);
}

testOnlineUpgrade({
  source: () => start(16, { wal_level: 'logical' }),
  target: () => start(18),
  async copySchema(source, target) {
    const own = await programs(18);
    const dump = join(target.socket, 'schema.dump');
    const [from, to] = [source, target].map(({ socket }) => ['-h', socket, '-U', 'postgres', '-d', 'shop']) as [
      string[],
      string[],
    ];
    runs(own, 'pg_dump', [...from, '-Fc', '--schema-only', '-f', dump], target.socket);
    runs(
      own,
      'pg_restore',
      [...to, '--no-owner', '--no-privileges', '--role=shop', '--exit-on-error', dump],
      target.socket,
    );
  },
});
