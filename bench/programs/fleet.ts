import '../../commands/cache/started';
import { join } from 'node:path';
import { runCommandLine } from '../../commands/cli/cli';

// One command in a repository that bench/fleet.ts has made: `fleet.js FOLDER synth --quiet`.
const [root = '', ...argv] = process.argv.slice(2);
const repository = () => import(join(root, 'apps', 'index.js'));
void runCommandLine(argv, { root, repository, cache: join(root, 'build') }).then((code) => {
  process.exitCode = code;
});
