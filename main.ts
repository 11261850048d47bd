#!/usr/bin/env node
import { run } from './commands/cli/cli';

// An error that is thrown deep in the library must still know the file that called it.
Error.stackTraceLimit = 50;

void run(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
