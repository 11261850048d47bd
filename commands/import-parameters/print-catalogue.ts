import type { Catalogue } from '../../manifests/postgres/parameters/parameter';

/** JSON with a line for each parameter: a difference between two majors or two releases is a line of a diff. */
export function printCatalogue(catalogue: Catalogue): string {
  const lines = Object.entries(catalogue).map(([name, parameter]) => ` "${name}": ${JSON.stringify(parameter)}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}
