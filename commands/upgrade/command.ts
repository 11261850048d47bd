import { Argument, Command } from 'commander';
import type { Component } from '../../manifests/installations/seen-versions';
import type { CommandContext } from '../cli/command-context';
import { clusterOption, example, exitCodes } from '../cli/shared-options';
import { UsageError } from '../cli/usage-error';
import type { UpgradeRequest } from './upgrade';
import type { MajorRequest } from './upgrade-postgres';

type Options = Partial<Pick<UpgradeRequest, 'platform'>> &
  Partial<Pick<MajorRequest, 'app' | 'cluster' | 'image'>> &
  Pick<MajorRequest, 'dryRun' | 'online'>;

export function upgradeCommand(context: CommandContext): Command {
  return new Command('upgrade')
    .description(
      'declare the next version of the operator or the plugin on a platform, or another major of PostgreSQL, and print the way to it',
    )
    .addArgument(new Argument('<product>').choices(['operator', 'plugin', 'postgres']))
    .argument('<version>', 'the wanted one, such as 1.30.0; a major of PostgreSQL, such as 18')
    .option('--platform <name>', 'folder of the platform in apps/platforms, for operator and plugin')
    .option('--app <name>', 'application, for postgres')
    .addOption(clusterOption())
    .option(
      '--image <image>',
      'of the new major (default: the newest minor known, of the same flavour and distribution)',
    )
    .option('--online', 'postgres: by logical replication into a cluster beside it', false)
    .option('--dry-run', 'only print', false)
    .addHelpText(
      'after',
      exitCodes({ 0: 'it is declared, or was already', 1: 'it is refused or would fail, and nothing was written' }),
    )
    .addHelpText('after', example('upgrade operator 1.30.0 --platform k3s'))
    .action(async (product: Component | 'postgres', version: string, options: Options) => {
      const { platform, app, cluster, image, online, dryRun } = options;
      const request = { ...context, version, dryRun };
      if (product === 'postgres') {
        if (app === undefined)
          throw new UsageError('--app is missing: name the application whose database is upgraded');
        if (platform !== undefined) throw new UsageError('--platform is for operator and plugin: give --app alone');
        const { upgradePostgres } = await import('./upgrade-postgres.js');
        const { applications } = await context.repository();
        const given = { ...(cluster !== undefined && { cluster }), ...(image !== undefined && { image }) };
        context.done(upgradePostgres(applications, { ...request, app, online, ...given }));
        return;
      }
      if (platform === undefined) throw new UsageError('--platform is missing: name a folder in apps/platforms');
      if (online || [app, cluster, image].some((each) => each !== undefined)) {
        throw new UsageError(
          `--app, --cluster, --image and --online are for postgres: an upgrade of the ${product} takes --platform alone`,
        );
      }
      const { upgrade } = await import('./upgrade.js');
      const { applications } = await context.repository();
      context.done(upgrade(applications, { ...request, product, platform }));
    });
}
