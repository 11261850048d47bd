import { join } from 'node:path';

/**
 * What a rule about the Clusters of the other applications looks up: Services with names that the operator needs for its own. They are made
 * of a file, a variable and a module that is loaded while they are built.
 */
export function servicesSource(project: string, names: readonly string[]): string {
  return `${imports(project)}
const { readFileSync } = require('node:fs');
exports.application = { name: 'services', suppressions: [], build(app) {
  const folder = new Folder(app, 'services');
  for (const namespace of ${JSON.stringify(names)}) {
    const metadata = { name: namespace + '-db-rw', namespace, labels: { team: readFileSync(__dirname + '/team', 'utf8') } };
    const [{ port }, { type }] = [{ port: Number(process.env.SERVICES_PORT ?? 5432) }, require('./lazy.js')];
    new ApiObject(folder, namespace, { apiVersion: 'v1', kind: 'Service', metadata, spec: { type, ports: [{ port }] } });
  }
} };\n`;
}

/** An object that nobody looks up. */
export function prioritySource(project: string, value: number): string {
  return `${imports(project)}
exports.application = { name: 'priority', suppressions: [], build(app) {
  const metadata = { name: 'shop' };
  new ApiObject(new Folder(app, 'priority'), 'Shop', { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata, value: ${value} });
} };\n`;
}

function imports(project: string): string {
  const [constructs, cdk8s] = ['build/constructs/index.js', 'node_modules/cdk8s'].map((name) =>
    JSON.stringify(join(project, name)),
  );
  return `const { Folder } = require(${constructs});\nconst { ApiObject } = require(${cdk8s});`;
}
