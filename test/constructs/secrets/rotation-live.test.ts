import { readFile, writeFile } from 'node:fs/promises';
import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type ClientConfig, Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Duration } from '../../../constructs/index';
import { RotatedCredentials } from '../../../constructs/secrets/rotation';
import { refusal, TestPostgres } from '../../support/postgres';
import { at, only, render } from '../support/render';
import { MountedSecret } from './support/mounted-secret';
import { filledIn, javaUri, libpqUri, pgpassLine } from './support/secret-template';

// A rotation in the order in which it happens, on a real PostgreSQL: External Secrets writes the Secret, CNPG alters the role, and the
// kubelet updates the file, which takes it up to a minute and a half; here it takes as long as the test wants.

const WRONG_PASSWORD = '28P01';
const [DATABASE, ROLE] = ["Größe 100% a/b?c#d@e:f&g=h+i 'j' \\k", 'app "owner" @ ü:/?#'];

let server: TestPostgres;
let admin: Client;
let socket: string;
let count = 0;

beforeAll(async () => {
  server = await TestPostgres.start();
  admin = await server.createDatabase(DATABASE, ROLE);
  const show = async (setting: string) => (await admin.query(`SHOW ${setting}`)).rows[0][setting] as string;
  socket = `${await show('unix_socket_directories')}/.s.PGSQL.5432`;
  await writeFile(await show('hba_file'), 'local all postgres trust\nlocal all all scram-sha-256\n');
  await admin.query('SELECT pg_reload_conf()');
}, 60_000);

afterAll(() => server.stop());

/** The next password as External Secrets puts it into the Secret: everything else comes from our manifest. */
function generated(): Record<string, string> {
  const manifests = render((folder) => {
    const connection = { cluster: 'orders-db', database: DATABASE };
    const interval = Duration.days(30);
    new RotatedCredentials(folder, 'Credentials', { name: 'orders-db-app', username: ROLE, interval, for: connection });
  });
  count += 1;
  return filledIn(at(only(manifests, 'ExternalSecret'), 'spec.target.template.data'), `Password${count}`.repeat(3));
}

/** What the operator does with the application secret: the statement, by the name and the password in it. */
async function alterRole({ username = '', password = '' }: Record<string, string>): Promise<void> {
  const [role, text] = [admin.escapeIdentifier(username), admin.escapeLiteral(password)];
  await admin.query(`ALTER ROLE ${role} WITH PASSWORD ${text}`);
}

/** A connection to a host name inside Kubernetes, redirected to the server of this test. */
class InCluster extends Socket {
  override connect(...[first, ...more]: unknown[]): this {
    return typeof first === 'number' ? super.connect(socket) : super.connect(...([first, ...more] as [string]));
  }
}

function config(config: ClientConfig): ClientConfig {
  return {
    user: ROLE,
    database: DATABASE,
    host: 'orders-db-rw.shop',
    port: 5432,
    stream: () => new InCluster(),
    ...config,
  };
}

async function connects(given: ClientConfig): Promise<void> {
  const client = new Client(config(given));
  client.on('error', () => {});
  await client.connect();
  await client.query('SELECT 1');
  await client.end();
}

/** What the manual of rotation tells an application to do when a connection is refused. */
async function retried(connect: () => Promise<void>, refused: () => void): Promise<void> {
  for (;;) {
    try {
      return await connect();
    } catch (error) {
      if ((error as { code?: string }).code !== WRONG_PASSWORD) throw error;
      refused();
      await sleep(20);
    }
  }
}

/** However busy the machine is. */
async function until(isReached: () => boolean): Promise<void> {
  while (!isReached()) await sleep(20);
}

async function warm(pool: Pool, connections: number): Promise<void> {
  const clients = await Promise.all(Array.from({ length: connections }, () => pool.connect()));
  for (const client of clients) client.release();
}

describe.each([
  ['the role before the file', 'role'],
  ['the file before the role', 'file'],
] as const)('a rotation, %s', (_, first) => {
  it('breaks no session, and new connections wait until both agree', async () => {
    const before = generated();
    await alterRole(before);
    const mounted = await MountedSecret.mount(before, ['username', 'password']);
    const variable = before.password;
    const subPath = () => readFile(mounted.subPath('password'), 'utf8');
    const password = () => mounted.read('password');
    const pool = new Pool({ ...config({ password }), max: 4, idleTimeoutMillis: 0 });
    const fromVariable = new Pool({ ...config({ password: variable }), max: 2, idleTimeoutMillis: 0 });
    await warm(pool, 4);
    await warm(fromVariable, 1);

    let [answered, failed, refusals, running] = [0, 0, 0, true];
    const load = Array.from({ length: 4 }, async () => {
      while (running) {
        await pool.query('SELECT pg_sleep(0.002)').then(
          () => (answered += 1),
          () => (failed += 1),
        );
      }
    });
    await until(() => answered > 20);

    const after = generated();
    const steps = [() => alterRole(after), () => mounted.update(after)];
    if (first === 'file') steps.reverse();
    await steps[0]?.();
    const answeredBefore = answered;
    // One has the new password and the other does not: whoever opens a connection now is refused, whoever has one works on.
    expect(await refusal(connects({ password }))).toBe(WRONG_PASSWORD);
    const late = retried(
      () => connects({ password }),
      () => (refusals += 1),
    );
    await until(() => refusals > 0 && answered > answeredBefore);
    await steps[1]?.();
    await late;
    expect(await refusal(connects({ password }))).toBeUndefined();

    // The old password is worth nothing now, and whoever never reads again has no other: its session works, its next one does not.
    expect(await refusal(connects({ password: before.password }))).toBe(WRONG_PASSWORD);
    expect(await refusal(connects({ password: subPath }))).toBe(WRONG_PASSWORD);
    const session = await fromVariable.connect();
    expect((await session.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    expect(await refusal(fromVariable.query('SELECT 1'))).toBe(WRONG_PASSWORD);
    session.release();

    running = false;
    await Promise.all(load);
    expect(failed).toBe(0);
    await Promise.all([pool.end(), fromVariable.end(), mounted.unmount()]);
  });
});

describe('each key of the Secret connects after a rotation', () => {
  const ACCESSES: readonly (readonly [key: string, use: (value: string | undefined) => ClientConfig])[] = [
    ['password', (password) => ({ password })],
    ['pgpass', (line) => fields(pgpassLine(line))],
    ['uri', (uri) => fields(libpqUri(uri))],
    ['fqdn-uri', (uri) => fields(libpqUri(uri))],
    ['jdbc-uri', (uri) => fields(javaUri(uri))],
    ['fqdn-jdbc-uri', (uri) => fields(javaUri(uri))],
  ];

  it.each(ACCESSES)('%s', async (key, use) => {
    await alterRole(generated());
    const secret = generated();
    expect(await refusal(connects(use(secret[key])))).toBe(WRONG_PASSWORD);
    await alterRole(secret);
    expect(await refusal(connects(use(secret[key])))).toBeUndefined();
  });

  it('the role and its database are the ones that are meant', async () => {
    const secret = generated();
    await alterRole(secret);
    const client = new Client(config(fields(libpqUri(secret.uri))));
    await client.connect();
    const { rows } = await client.query('SELECT current_user AS role, current_database() AS database');
    expect(rows).toEqual([{ role: secret.user, database: secret.dbname }]);
    await client.end();
  });
});

function fields({ user, password, host, port, database }: ReturnType<typeof libpqUri>): ClientConfig {
  return { user, password, host, port: Number(port), database };
}
