#!/usr/bin/env node
import { runCommandLine } from './commands/cli/cli';

void runCommandLine(process.argv.slice(2), { repository: () => import('./apps/index.js') }).then((code) => {
  process.exitCode = code;
});
