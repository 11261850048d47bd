import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applications } from '../../../apps';
import { migrations } from '../../../commands/migrations/migrations';
import { temporaryFolder } from '../../manifests/support/folder';
import { captured } from '../support/console';

const ROLES = '0001_database_roles.sql';

function run(application: string, output?: string) {
  const console = captured();
  const code = migrations(applications, { application, output, console });
  return { code, ...console.output };
}

describe('npm run migrations', () => {
  it('prints numbered files, with what a superuser must run apart', () => {
    const { code, out } = run('phoenix-guardian');
    expect(code).toBe(0);
    expect([...out.matchAll(/^-- (\S+\.sql)$/gm)].map(([, path]) => path)).toEqual([
      ROLES,
      `superuser/${ROLES}`,
      '0002_row_level_security.sql',
      'superuser/0002_row_level_security.sql',
    ]);
    expect(out).toContain('FORCE ROW LEVEL SECURITY');
  });

  it('writes them, again without harm, and never over one that differs', () => {
    const folder = temporaryFolder();
    expect(run('phoenix-guardian', folder)).toEqual(run('phoenix-guardian', folder));
    writeFileSync(join(folder, ROLES), '-- has run\n');
    expect(() => run('phoenix-guardian', folder)).toThrow(/0001_database_roles\.sql: there already, and different/);
    expect(readFileSync(join(folder, ROLES), 'utf8')).toBe('-- has run\n');
  });

  it('closes the database of an application that connects as its owner', () => {
    const { code, out } = run('parametric-portal');
    expect(code).toBe(0);
    const [asOwner, asSuperuser] = out.split('-- superuser/0001_private_database.sql');
    expect(asOwner).toContain('REVOKE ALL ON DATABASE %I FROM PUBLIC');
    expect(asSuperuser).toContain('REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC');
  });

  it.each([
    ['k3s', /"k3s" declares neither roles nor tenants/],
    ['shop', /no application "shop"/],
  ])('refuses %s', (application, message) => expect(() => run(application)).toThrow(message));
});
