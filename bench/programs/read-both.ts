import { readFileSync } from 'node:fs';
import { read } from '../../manifests/files/read';

// What `plan` does before it compares: reads both sides.
const [before = '', after = ''] = process.argv.slice(2);
for (const file of [before, after]) read(readFileSync(file), file);
