import { expect, it } from 'vitest';
import { config } from '../../../apps/phoenix-guardian/config';
import { config as aws } from '../../../apps/platforms/aws/config';
import { platformApplication } from '../../../apps/platforms/platform-application';
import { residentsOf } from '../../../commands/applications/application-tree';
import { status } from '../../../commands/status/status';
import { ProductionDatabase } from '../../../constructs/index';
import { captured } from '../support/console';

const platform = { ...aws.platform, name: 'frankfurt' };
const guardian = ProductionDatabase.application({
  ...config,
  secondSite: { ...config.secondSite, enabled: true, platform },
});
const all = [guardian, platformApplication(aws, [guardian]), platformApplication({ ...aws, platform }, [guardian])];

async function asked(name: string): Promise<string> {
  const console = captured();
  const nothing = { read: async () => undefined, list: async () => [] };
  await status(all, async () => nothing, { platform: name, console });
  return console.output.out;
}

it('each platform is asked for what the site on it needs', async () => {
  const [first, second] = [await asked('aws'), await asked('frankfurt')];
  expect(first).toContain('Secret phoenix-guardian/aws-creds');
  expect(first).not.toContain('phoenix-guardian-dr/');
  expect(second).toContain('Secret phoenix-guardian-dr/aws-creds');
  expect(second).not.toContain('Secret phoenix-guardian/');
});

it('the clusters of a platform are those of the sites on it', () => {
  const clusters = (name: string) =>
    residentsOf(all, name).flatMap(({ manifests }) =>
      manifests.filter(({ kind }) => kind === 'Cluster').map(({ metadata }) => metadata.name),
    );
  expect(clusters('aws')).toEqual(['phoenix-guardian-db']);
  expect(clusters('frankfurt')).toEqual(['phoenix-guardian-db-dr']);
});
