import { Command } from 'commander';
import type { CommandContext } from '../cli/command-context';
import { clusterOption, example, exitCodes, pathOption } from '../cli/shared-options';
import { UsageError } from '../cli/usage-error';
import { DRILL_NAMES } from './drill-names';
import { parseDrillObjectives } from './drill-objectives';
import { interruption } from './interruption';

interface Options {
  readonly app: string;
  readonly cluster?: string;
  readonly context?: string;
  readonly namespace?: string;
  readonly yes: boolean;
  readonly objective?: string;
  readonly timeout: number;
  readonly report: string;
  readonly check?: string;
  readonly pooler?: string;
  readonly stopNode?: string;
  readonly startNode?: string;
  readonly cordonFirst: boolean;
  readonly nodeIsOff: boolean;
  readonly keepPrimary: boolean;
  readonly operatorNamespace: string;
  readonly scale: number;
  readonly clients: number;
  readonly seconds: number;
}

export function drillCommand(context: CommandContext): Command {
  return new Command('drill')
    .summary('break one thing in a live cluster, measure what comes of it, put everything back')
    .description('break one thing in a live cluster, measure what comes of it, put everything back, write a report')
    .argument('<drill>', DRILL_NAMES.join(', '))
    .requiredOption('--app <name>', 'application that owns the database')
    .addOption(clusterOption())
    .option('--context <name>', 'context of the kubeconfig, in place of the current one')
    .option('--namespace <name>', "in place of the application's own")
    .option('--yes', 'run where nothing says that it is a test', false)
    .option('--objective <text>', 'fail beyond a duration (30s), or beyond percentiles of latency (p95=20ms,p99=50ms)')
    .option('--timeout <seconds>', 'for each single wait', wholeNumber('--timeout'), 600)
    .option('--report <folder>', 'where the report goes', '.local/drills')
    .addOption(
      pathOption('--check <file.sql>', 'restore: every statement must return rows, and none false or NULL first'),
    )
    .option('--pooler <name>', 'pool: for clusters that have several')
    .option('--stop-node <command>', 'node-loss: stops the node $NODE')
    .option('--start-node <command>', 'node-loss: starts it again, whatever happens')
    .option('--cordon-first', 'node-loss: cordon before the node is stopped; the operator then switches over', false)
    .option('--node-is-off', 'node-loss: --stop-node switches it off for sure; detaches its volumes by force', false)
    .option('--keep-primary', 'node-loss: no switchover to the node of the Barman Cloud plugin first', false)
    .option('--operator-namespace <name>', 'restore, node-loss: namespace of the operator', 'cnpg-system')
    .option('--scale <n>', 'latency: 100,000 rows each', wholeNumber('--scale'), 10)
    .option('--clients <n>', 'latency: sessions at a time', wholeNumber('--clients'), 4)
    .option('--seconds <n>', 'latency: duration of the load', wholeNumber('--seconds'), 60)
    .addHelpText(
      'after',
      exitCodes({
        0: 'all objectives are met',
        1: 'one is missed, or the drill failed',
        2: 'wrong usage, before anything is broken',
        130: 'interrupted, and all is put back',
      }),
    )
    .addHelpText('after', example('drill failover --app shop --objective 30s'))
    .action(async (name: string, options: Options) => {
      const { drill } = await import('./drill.js');
      const { scale, clients, seconds, objective, app, check, ...rest } = options;
      const objectives = parseDrillObjectives(objective);
      const { signal, release } = interruption(process);
      try {
        const { applications } = await context.repository();
        const { root, console } = context;
        const settings = { ...rest, pgbench: { scale, clients, seconds } };
        const request = {
          ...rest,
          application: app,
          drill: name,
          objectives,
          settings,
          ...(check !== undefined && { check }),
        };
        context.done(await drill({ applications, root, console, ...request, signal }));
      } finally {
        release();
      }
    });
}

function wholeNumber(option: string): (text: string) => number {
  return (text) => {
    if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
    throw new UsageError(`${option} "${text}": give a whole number from 1 to 999999`);
  };
}
