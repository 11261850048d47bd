import { Argument, Command } from 'commander';
import type { CommandContext } from '../cli/command-context';
import { example } from '../cli/shared-options';
import type { UpgradeRequest } from './upgrade';

type Options = Pick<UpgradeRequest, 'platform' | 'dryRun'>;

export function upgradeCommand(context: CommandContext): Command {
  return new Command('upgrade')
    .description(
      'declare the next version of the operator or the plugin on a platform, and print the way to the wanted one',
    )
    .addArgument(new Argument('<product>').choices(['operator', 'plugin']))
    .argument('<version>', 'the wanted one, such as 1.30.0')
    .requiredOption('--platform <name>', 'folder of the platform in apps/platforms')
    .option('--dry-run', 'print only', false)
    .addHelpText('after', example('upgrade operator 1.30.0 --platform k3s'))
    .action(async (product: UpgradeRequest['product'], version: string, options: Options) => {
      const { upgrade } = await import('./upgrade.js');
      const { applications } = await context.repository();
      context.done(upgrade(applications, { ...context, product, version, ...options }));
    });
}
