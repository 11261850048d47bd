import { Command, Option } from 'commander';
import type { Application } from '../../constructs/index';
import { callerPath } from '../cli/caller-path';
import type { Console } from '../cli/console';
import type { EvidenceRequest } from './evidence';

interface Surroundings {
  readonly applications: readonly Application[];
  readonly root: string;
  readonly now: Date;
  readonly console: Console;
}

type Options = Pick<EvidenceRequest, 'output' | 'format' | 'commit' | 'drills'>;

/** The command line of `npm run evidence`; the folders may be any, a path is meant from where npm was called. */
export function evidenceCommand(surroundings: () => Promise<Surroundings>, done: (code: number) => void): Command {
  return new Command('evidence')
    .description('write what the manifests show of the safeguards that an application declares, for auditors')
    .argument('<application>')
    .option('--output <folder>', 'where the report goes (default: evidence/ of the repository)')
    .addOption(new Option('--format <format>').choices(['markdown', 'html', 'both']).default('both'))
    .option('--commit <id>', 'the commit that the report is made from')
    .option('--drills <folder>', 'with reports of restore drills (default: evidence/drills/ of the repository)')
    .action(async (application: string, { output, drills, ...rest }: Partial<Options> & Pick<Options, 'format'>) => {
      const { evidence } = await import('./evidence.js');
      const { applications, ...where } = await surroundings();
      const folders = {
        output: output === undefined ? 'evidence' : callerPath(output),
        drills: drills === undefined ? 'evidence/drills' : callerPath(drills),
      };
      done(evidence(applications, { application, ...folders, ...rest, ...where }));
    });
}
