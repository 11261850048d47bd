// What npm calls in a clone after `npm ci` and `npm install`: it compiles, so that the first command of a person need not. It runs none of what
// it compiles. A clone is installed whether that compiles or not: the command that needs it says so again.
// It is `postprepare`, since `prepare` is also called by `npm pack`, after what is packed was made, and is a script that everybody who installs
// the archive is asked to allow.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

// Without development dependencies there is nothing to compile with.
if (existsSync('node_modules/typescript')) {
  const { status } = spawnSync(process.execPath, ['commands/cli/run.mjs', 'build'], { stdio: 'inherit' });
  if (status !== 0) console.error('installed all the same: the first command compiles again');
}
