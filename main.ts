#!/usr/bin/env node
import './commands/cache/started';
import { join } from 'node:path';
import { runCommandLine } from './commands/cli/cli';

// An error that is thrown deep in the library must still know the file that called it.
Error.stackTraceLimit = 50;

const options = { repository: () => import('./apps/index.js'), cache: join(__dirname, '.runs') };
void runCommandLine(process.argv.slice(2), options).then((code) => {
  process.exitCode = code;
});
