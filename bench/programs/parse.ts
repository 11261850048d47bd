import { readFileSync } from 'node:fs';
import { loadAll } from 'js-yaml';

// What reading a text as YAML takes, and nothing else.
const [file = ''] = process.argv.slice(2);
loadAll(readFileSync(file, 'utf8'));
