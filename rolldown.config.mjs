import { readFileSync } from 'node:fs';
import { defineConfig } from 'rolldown';

const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
/** Read from text and terminals in every command, and small: the package needs none of them installed. */
const BUNDLED = ['commander', 'js-yaml', 'picocolors', 'picomatch', 'yaml', '@marcbachmann/cel-js', 'marked'];
const external = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !BUNDLED.includes(name));

// The program of the npm package in few files: resolving hundreds of modules takes longer than judging a file.
export default defineConfig({
  input: { 'cnpg-gitops': 'commands/cli/bin.ts' },
  platform: 'node',
  external: [/^#facts\//, ...external.flatMap((name) => [name, new RegExp(`^${name}/`)])],
  output: { dir: 'build/bin', format: 'cjs', chunkFileNames: '[name].js', cleanDir: true },
});
