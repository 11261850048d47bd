import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A repository with N applications, each in a file of its own, as the compiler would leave it. */
export function makeFleet(folder: string, count: number): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'apps'), { recursive: true });
  const numbers = Array.from({ length: count }, (_, i) => i);
  for (const i of numbers) writeApplication(folder, i, 3);
  const list = numbers.map((i) => `require('./app-${i}.js').application`).join(',\n');
  writeFileSync(join(folder, 'apps', 'index.js'), `exports.applications = [\n${list}];\n`);
}

export function writeApplication(folder: string, i: number, instances: number): void {
  const library = JSON.stringify(join(__dirname, 'databases.js'));
  const text = `exports.application = require(${library}).databaseApplication(${i}, ${instances});\n`;
  writeFileSync(join(folder, 'apps', `app-${i}.js`), text);
}
