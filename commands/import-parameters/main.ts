// An entry of its own: a bad import may break the type check of everything else, and importing again must repair it.
import { CommanderError } from 'commander';
import { importParametersCommand } from './command';

const done = (code: number) => {
  process.exitCode = code;
};
const command = importParametersCommand({ done }).exitOverride();

command.parseAsync().catch((error: unknown) => {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
});
