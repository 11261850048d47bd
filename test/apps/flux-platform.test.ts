import { describe, expect, it } from 'vitest';
import { parametricPortal } from '../../apps/parametric-portal/chart';
import { config as portalConfig } from '../../apps/parametric-portal/config';
import { config as guardianConfig } from '../../apps/phoenix-guardian/config';
import { phoenixGuardian } from '../../apps/phoenix-guardian/chart';
import { config as aws } from '../../apps/platforms/aws/config';
import { config as k3s } from '../../apps/platforms/k3s/config';
import { platformApplication } from '../../apps/platforms/platform-application';
import { renderApplications } from '../../commands/applications/render-applications';
import type { Application } from '../../constructs/index';
import { temporaryFolder } from '../manifests/support/folder';

const onFlux = (application: Application) => ({ ...application, platform: { ...application.platform, gitops: 'flux' } as never });
const config = (c: typeof aws) => ({ ...c, platform: { ...c.platform, gitops: 'flux' as const }, notifications: {}, suppressions: c.suppressions.map((s) => ({...s, object: s.object.replace('Application argocd', 'HelmRelease flux-system')})) });
const dbs = [parametricPortal, phoenixGuardian].map(onFlux);
it('x', () => {
  const request = { applications: [...dbs, ...[k3s, aws].map((c) => platformApplication(config(c), dbs))], root: temporaryFolder(), outdir: 'dist', now: new Date('2026-11-21') };
  const { output, violations } = renderApplications(request);
  console.log(violations.map((v) => `${v.severity} ${v.rule} ${v.file} ${v.message}`).join('\n'));
  console.log([...output.files.keys()].join('\n'));
  console.log(output.files.get('platforms/aws/flux-kustomization.yaml'));
  console.log(output.files.get('platforms/k3s/helm-release.yaml'));
  console.log(output.files.get('platforms/k3s/kustomization.yaml'));
});
