#!/usr/bin/env node
import { runCommandLine } from './commands/cli/cli';

// An error that is thrown deep in the library must still know the file that called it.
Error.stackTraceLimit = 50;

void runCommandLine(process.argv.slice(2), { repository: () => import('./apps/index.js') }).then((code) => {
  process.exitCode = code;
});
