import { expect, it } from 'vitest';
import { synth } from '../../commands/synth';
import { temporaryFolder } from '../manifests/support/folder';
import { applicationOf, scheduledBackup } from './support/application';
import { captured } from './support/console';

// An Application of a folder that nobody renders would be broken for ever.

function said(path: string): string {
  const application = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'shop', namespace: 'argocd' },
    spec: { project: 'shop', source: { repoURL: 'https://git.example.com/shop.git', path }, destination: {} },
  };
  const console = captured();
  const applications = [applicationOf('shop', [scheduledBackup()]), applicationOf('argo', [application])];
  synth({ applications, root: temporaryFolder(), outdir: 'dist', now: new Date(0), quiet: true, console });
  return console.output.err;
}

it.each(['dist/shop/api', 'dist/shop/data', 'dist/other'])('refuses %s', (path) => {
  expect(said(path)).toContain(`"${path}" is a folder that no application renders`);
});

it.each(['dist/shop/database', 'dist/shop', 'elsewhere/shop'])('takes %s', (path) => {
  expect(said(path)).not.toContain('argo-folder-missing');
});
