#!/usr/bin/env node
import { runCommands } from './run-commands';
import { STANDALONE_COMMANDS } from './standalone-commands';

// The program of the npm package, for a folder of YAML by anybody: the applications of a repository of this project are not here.
void runCommands(process.argv.slice(2), STANDALONE_COMMANDS).then((code) => {
  process.exitCode = code;
});
