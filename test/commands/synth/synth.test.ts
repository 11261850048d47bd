import fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { synth } from '../../../commands/synth/synth';
import type { Application } from '../../../constructs/index';
import { HEADER } from '../../../manifests/files/header';
import { snapshot, temporaryFolder, writeFiles } from '../../manifests/support/folder';
import { applicationOf, brokenApplication, scheduledBackup } from '../support/application';
import { captured } from '../support/console';

const NOW = new Date('2026-07-15T12:00:00Z');

function runSynth(
  root: string,
  applications: readonly Application[],
  given: { quiet?: boolean; color?: boolean; outdir?: string } = {},
) {
  const { quiet = false, color = false, outdir = 'dist' } = given;
  const console = captured({ color });
  const code = synth({ applications, root, outdir, now: NOW, quiet, console });
  return { code, ...console.output };
}

const shop = applicationOf('shop', [scheduledBackup()]);

describe('synth', () => {
  it('writes the folders of all applications and their further files, and says what changed', () => {
    const root = temporaryFolder();
    const withFiles = applicationOf('shop', [scheduledBackup()], {
      files: () => ({ 'apps/shop/compose.yaml': { name: 'shop' } }),
    });
    expect(runSynth(root, [withFiles])).toEqual({
      code: 0,
      out: 'created  apps/shop/compose.yaml\ncreated  dist/shop/database/kustomization.yaml\ncreated  dist/shop/database/scheduled-backup.yaml\ncreated  lineage.lock.json\n0 unchanged\n',
      err: '',
    });
    expect(fs.readFileSync(join(root, 'apps/shop/compose.yaml'), 'utf8')).toBe(`${HEADER}name: shop\n`);
    expect(fs.readFileSync(join(root, 'dist/shop/database/scheduled-backup.yaml'), 'utf8')).toContain(
      '  name: daily\n  namespace: shop\n',
    );
    expect(runSynth(root, [withFiles])).toEqual({ code: 0, out: '4 unchanged\n', err: '' });
  });

  it('says what is changed and what is no longer made, in colour where that is wanted', () => {
    const root = temporaryFolder();
    runSynth(root, [shop, applicationOf('old', [])]);
    const next = [applicationOf('shop', [scheduledBackup({ suspend: true })])];
    expect(runSynth(root, next, { color: true }).out).toBe(
      '\u001b[33mchanged  dist/shop/database/scheduled-backup.yaml\u001b[39m\n\u001b[31mremoved  dist/old/database/kustomization.yaml\u001b[39m\n2 unchanged\n',
    );
    expect(fs.readdirSync(join(root, 'dist'))).toEqual(['shop']);
  });

  it('prints nothing with --quiet', () => {
    expect(runSynth(temporaryFolder(), [shop], { quiet: true })).toEqual({ code: 0, out: '', err: '' });
  });

  it('writes nothing when a rule finds an error, and names the construct', () => {
    const root = temporaryFolder();
    runSynth(root, [shop]);
    const before = snapshot(root);
    const result = runSynth(root, [applicationOf('shop', [scheduledBackup({ schedule: '0 2 * * *' })])]);
    expect(result).toMatchObject({ code: 1, out: '' });
    expect(result.err).toContain('ScheduledBackup shop/daily\n');
    expect(result.err).toContain('✖ shop--database/object0  spec.schedule  scheduled-backup-six-fields');
    expect(result.err).toMatch(/1 error.*; nothing was written\n$/);
    expect(snapshot(root)).toEqual(before);
  });

  it('writes nothing when the cluster would refuse an object', () => {
    const root = temporaryFolder();
    const result = runSynth(root, [applicationOf('shop', [scheduledBackup({ suspend: 'yes' })])]);
    expect(result.code).toBe(1);
    expect(result.err).toContain('spec.suspend');
    expect(snapshot(root)).toEqual({});
  });

  it('prints warnings also with --quiet, and writes', () => {
    const root = temporaryFolder();
    const result = runSynth(root, [applicationOf('shop', [scheduledBackup({ backupOwnerReference: 'self' })])], {
      quiet: true,
    });
    expect(result).toMatchObject({ code: 0, out: '' });
    expect(result.err).toContain('⚠ ');
    expect(result.err).toContain('backup-owner-self');
    expect(Object.keys(snapshot(root))).toContain('dist/shop/database/scheduled-backup.yaml');
  });

  it('judges each application by its own suppressions and target', () => {
    const self = [scheduledBackup({ backupOwnerReference: 'self' })];
    const suppression = { rule: 'backup-owner-self', object: 'ScheduledBackup shop/daily', reason: 'ADR-4' };
    expect(runSynth(temporaryFolder(), [applicationOf('shop', self, { suppressions: [suppression] })])).toMatchObject({
      code: 0,
      err: '',
    });
    const unused = runSynth(temporaryFolder(), [shop, applicationOf('other', [], { suppressions: [suppression] })]);
    expect(unused.code).toBe(1);
    expect(unused.err).toContain('suppression-unused');
  });

  it('collects what is wrong with the trees of all applications', () => {
    const root = temporaryFolder();
    const unnamed = applicationOf('c', [{ apiVersion: 'v1', kind: 'ConfigMap' }]);
    expect(() => runSynth(root, [brokenApplication('a'), brokenApplication('b'), unnamed])).toThrow(
      /a: .*instances 0 of a.*\nb: .*instances 0 of b.*\n.*no metadata\.name/,
    );
    expect(snapshot(root)).toEqual({});
  });

  it('refuses two applications that make one object or one file', () => {
    const files = (content: object) => ({ files: () => ({ 'compose.yaml': content }) });
    const [one, two] = ['one', 'two'].map((name) =>
      applicationOf(name, [{ ...scheduledBackup(), metadata: { name: 'daily', namespace: 'same' } }]),
    );
    expect(() =>
      runSynth(
        temporaryFolder(),
        [one, two].flatMap((application) => application ?? []),
      ),
    ).toThrow('ScheduledBackup same/daily is made 2 times');
    expect(() =>
      runSynth(temporaryFolder(), [applicationOf('one', [], files({ a: 1 })), applicationOf('two', [], files({}))]),
    ).toThrow('compose.yaml is made by one and two; keep one');
  });

  it('takes the same file from two, such as what every platform patches Argo CD with', () => {
    const files = { files: () => ({ 'compose.yaml': { a: 1 } }) };
    const root = temporaryFolder();
    expect(runSynth(root, [applicationOf('one', [], files), applicationOf('two', [], files)]).code).toBe(0);
    expect(Object.keys(snapshot(root))).toContain('compose.yaml');
  });

  it('stops at a foreign file', () => {
    const root = temporaryFolder();
    writeFiles(root, { 'dist/notes.md': 'mine' });
    expect(() => runSynth(root, [shop])).toThrow('dist/notes.md');
    expect(Object.keys(snapshot(root))).toEqual(['dist/', 'dist/notes.md']);
  });

  it('writes the same bytes in another folder, time zone and output folder', () => {
    const [here, there] = [temporaryFolder(), temporaryFolder()];
    const zone = process.env.TZ;
    runSynth(here, [shop]);
    process.env.TZ = 'Pacific/Kiritimati';
    runSynth(there, [shop], { outdir: join(there, 'elsewhere') });
    process.env.TZ = zone;
    expect(snapshot(join(there, 'elsewhere'))).toEqual(snapshot(join(here, 'dist')));
  });
});
