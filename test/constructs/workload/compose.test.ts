import { describe, expect, it } from 'vitest';
import { type ComposeOptions, composeFile } from '../../../constructs/index';
import { at } from '../support/render';

const least: ComposeOptions = {
  name: 'shop',
  image: 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie',
  bootstrap: { database: 'orders', owner: 'app' },
};
const made = (options: Partial<ComposeOptions> = {}) => composeFile({ ...least, ...options });
const bootstrapped = (bootstrap: Partial<ComposeOptions['bootstrap']>) =>
  made({ bootstrap: { ...least.bootstrap, ...bootstrap } });

it('is the declared database', () => {
  expect(made({ parameters: { work_mem: '64MB', max_connections: '200' } })).toEqual({
    name: 'shop',
    services: {
      postgres: {
        image: 'postgres:17.7',
        command: ['postgres', '-c', 'work_mem=64MB', '-c', 'max_connections=200'],
        environment: {
          // biome-ignore lint/suspicious/noTemplateCurlyInString: Compose fills it in
          POSTGRES_PASSWORD: '${POSTGRES_PASSWORD:-local}',
          POSTGRES_INITDB_ARGS: '--encoding=UTF8 --lc-collate=C --lc-ctype=C',
        },
        // biome-ignore lint/suspicious/noTemplateCurlyInString: Compose's own placeholder
        ports: ['127.0.0.1:${POSTGRES_PORT:-5432}:5432'],
        shm_size: '256mb',
        configs: [{ source: 'owner', target: '/docker-entrypoint-initdb.d/owner.sql' }],
        volumes: ['data:/var/lib/postgresql/data'],
        healthcheck: {
          test: ['CMD', 'pg_isready', '--host', '127.0.0.1', '--username', 'app', '--dbname', 'orders'],
          interval: '5s',
          timeout: '5s',
          retries: 12,
        },
      },
    },
    configs: {
      owner: {
        content:
          // biome-ignore lint/suspicious/noTemplateCurlyInString: Compose fills it in
          'CREATE ROLE "app" LOGIN PASSWORD \'${POSTGRES_PASSWORD:-local}\';\nCREATE DATABASE "orders" OWNER "app";\n',
      },
    },
    volumes: { data: {} },
  });
});

describe('initdb', () => {
  it.each<[Partial<ComposeOptions['bootstrap']>, string]>([
    [{}, '--encoding=UTF8 --lc-collate=C --lc-ctype=C'],
    [{ encoding: 'LATIN1', locale: 'de_DE' }, '--encoding=LATIN1 --lc-collate=de_DE --lc-ctype=de_DE'],
    [{ locale: { ctype: 'C.UTF-8' } }, '--encoding=UTF8 --lc-collate=C --lc-ctype=C.UTF-8'],
    [
      { localeProvider: { provider: 'icu', locale: 'de', rules: "&a < 'g'" } },
      "--encoding=UTF8 --lc-collate=C --lc-ctype=C --locale-provider=icu --icu-locale=de --icu-rules='&a < '\\''g'\\'''",
    ],
    [
      { localeProvider: { provider: 'builtin', locale: 'C.UTF-8' } },
      '--encoding=UTF8 --lc-collate=C --lc-ctype=C --locale-provider=builtin --builtin-locale=C.UTF-8',
    ],
  ])('%o', (bootstrap, expected) => {
    expect(at(bootstrapped(bootstrap), 'services.postgres.environment.POSTGRES_INITDB_ARGS')).toBe(expected);
  });
});

it('quotes names for SQL, and dollars for Compose', () => {
  const file = composeFile({ ...least, bootstrap: { database: 'or"ders', owner: 'a$b' }, parameters: { x: '$user' } });
  expect(at(file, 'configs.owner.content')).toContain('CREATE ROLE "a$$b" LOGIN');
  expect(at(file, 'configs.owner.content')).toContain('CREATE DATABASE "or""ders" OWNER "a$$b";');
  expect(at(file, 'services.postgres.command')).toEqual(['postgres', '-c', 'x=$$user']);
});

it.each([
  ['postgres:17.7', '/var/lib/postgresql/data'],
  ['postgres:18.1', '/var/lib/postgresql'],
])('keeps the data of %s where it looks for it', (image, directory) => {
  expect(at(made({ image }), 'services.postgres.volumes')).toEqual([`data:${directory}`]);
});

it.each(['postgres:17', 'postgres:latest', 'postgres'])('needs an exact version, not %s', (image) => {
  expect(() => made({ image })).toThrow('compose shop: image');
});
