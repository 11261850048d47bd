import { dumpClientVersion } from '../../../rules/expert/dump-client-version';
import { cluster, table } from './support';

const server = cluster({ imageName: 'ghcr.io/cloudnative-pg/postgresql:18.1-standard-trixie' });

function dump(image: string, script: string, container: Record<string, unknown> = {}, namespace = 'shop') {
  const spec = { containers: [{ name: 'dump', image, command: ['sh', '-c', script], ...container }] };
  const metadata = { name: 'dump', namespace };
  return { apiVersion: 'batch/v1', kind: 'CronJob', metadata, spec: { jobTemplate: { spec: { template: { spec } } } } };
}
const secret = (key: string) => ({ valueFrom: { secretKeyRef: { name: 'shop-db-app', key } } });

table(dumpClientVersion, [
  ['a host', [server, dump('postgres:17.7', 'pg_dump -h shop-db-ro app')], ['pg_dump 17 of "postgres:17.7" refuses']],
  [
    'a host of another namespace',
    [server, dump('docker.io/library/postgres:17-alpine', 'pg_dump -h shop-db-ro.shop.svc app', {}, 'ops')],
    ['refuses Cluster shop-db, which is PostgreSQL 18'],
  ],
  [
    'a variable',
    [server, dump('postgres:16', 'pg_dumpall', { env: [{ name: 'PGHOST', value: 'shop-db-rw' }] })],
    ['16'],
  ],
  [
    'the URI of the application secret',
    [server, dump('postgres:17', 'pg_dump "$URI"', { env: [{ name: 'URI', ...secret('uri') }] })],
    ['pg_dump 17'],
  ],
  [
    'the whole application secret',
    [server, dump('postgres:17', 'pg_dump', { envFrom: [{ secretRef: { name: 'shop-db-app' } }] })],
    ['pg_dump 17'],
  ],
  ['the same major', [server, dump('postgres:18', 'pg_dump -h shop-db-ro app')], []],
  ['a newer one', [server, dump('postgres:19', 'pg_dump -h shop-db-ro app')], []],
  ['psql', [server, dump('postgres:17', 'psql -h shop-db-ro app')], []],
  ['a host of nobody', [server, dump('postgres:17', 'pg_dump -h legacy app')], []],
  ['a name of another namespace', [server, dump('postgres:17', 'pg_dump -h shop-db-ro app', {}, 'ops')], []],
  ["an image of one's own", [server, dump('ghcr.io/x/backup:17', 'pg_dump -h shop-db-ro app')], []],
  [
    'a client that the script installs or calls',
    [
      server,
      dump('postgres:17', 'apt-get install -y postgresql-client-18; pg_dump -h shop-db-ro app'),
      dump('postgres:17', '/usr/lib/postgresql/18/bin/pg_dump -h shop-db-ro app'),
      dump('postgres:17-alpine', 'apk add postgresql18-client && pg_dump -h shop-db-ro app'),
    ],
    [],
  ],
]);
