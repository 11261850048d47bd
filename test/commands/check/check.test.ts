import { describe, expect, it } from 'vitest';
import { check } from '../../../commands/check/check';
import { synth } from '../../../commands/synth/synth';
import type { Application } from '../../../constructs/index';
import { HEADER } from '../../../manifests/files/header';
import { snapshot, temporaryFolder, writeFiles } from '../../manifests/support/folder';
import { applicationOf, scheduledBackup } from '../support/application';
import { captured } from '../support/console';

const files = () => ({ 'apps/shop/compose.yaml': { name: 'shop' } });
const shop = applicationOf('shop', [scheduledBackup()], { files });

function synthesized(): string {
  const root = temporaryFolder();
  synth({ applications: [shop], root, outdir: 'dist', now: new Date(0), quiet: true, console: captured() });
  return root;
}

function runCheck(root: string, application: Application = shop) {
  const console = captured();
  return {
    code: check({ applications: [application], root, outdir: 'dist', now: new Date(0), console }),
    ...console.output,
  };
}

describe('check', () => {
  it('finds fresh output fresh', () => {
    expect(runCheck(synthesized())).toEqual({ code: 0, out: '4 files are fresh\n', err: '' });
  });

  it('lists what is missing, stale, left over and foreign, and changes nothing', () => {
    const root = synthesized();
    writeFiles(root, {
      'apps/shop/compose.yaml': `${HEADER}name: edited\n`,
      'dist/shop/database/old.yaml': `${HEADER}a: 1\n`,
      'dist/notes.txt': 'mine',
    });
    const before = snapshot(root);
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 's' } };
    const application = applicationOf('shop', [scheduledBackup(), service], { files });
    expect(runCheck(root, application)).toEqual({
      code: 1,
      out: '',
      err: [
        'missing  dist/shop/database/service.yaml',
        'stale    apps/shop/compose.yaml',
        'stale    dist/shop/database/kustomization.yaml',
        'left     dist/shop/database/old.yaml (nothing makes it any more)',
        'foreign  dist/notes.txt (not generated: move or delete it)',
        'run npm run synth\n',
      ].join('\n'),
    });
    expect(snapshot(root)).toEqual(before);
  });

  it('fails where synth would refuse to write', () => {
    const root = synthesized();
    const result = runCheck(root, applicationOf('shop', [scheduledBackup({ schedule: '0 2 * * *' })], { files }));
    expect(result.code).toBe(1);
    expect(result.err).toContain('scheduled-backup-six-fields');
  });
});
