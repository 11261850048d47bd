import { TestPostgres } from '../../support/postgres';
import { SCHEMA, testOnlineUpgrade } from './support/online-upgrade';

// Both servers are of one major, and the schema is made by hand: npm has no pg_dump. `npm run test:majors` has two.
testOnlineUpgrade({
  source: () => TestPostgres.start({ wal_level: 'logical' }),
  target: () => TestPostgres.start(),
  async copySchema(_, target) {
    const database = await target.connect('shop', 'shop');
    for (const statement of SCHEMA) await database.query(statement);
    await database.end();
  },
});
