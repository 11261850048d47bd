import { show } from '../../../manifests/object/json';
import { list, record, text } from '../../../manifests/object/manifest';
import { isReservedVariable } from './reserved-variable';
import type { ClusterRule, Tell } from './webhook-rule';

/** Variables that have a field of their own in an extension. */
const FIELDS = new Map([
  ['PATH', 'bin_path'],
  ['LD_LIBRARY_PATH', 'ld_library_path'],
]);
const PLACEHOLDER = /(\$+)\{([^}]+)\}/g;
const KNOWN = 'image_root';

/** The environment that extensions bring with them. */
export const extensionEnvironmentRules: readonly ClusterRule[] = [
  variables(
    'cluster-extension-env-name',
    'Extensions leave the variables of the operator alone',
    (name, _, path, tell) => {
      if (isReservedVariable(name)) tell(`${path}.name`, `${show(name)} belongs to the operator`, 'use another name');
      const instead = FIELDS.get(name);
      if (instead !== undefined) tell(`${path}.name`, `${name} is made of all extensions`, `use ${instead}`);
    },
  ),
  variables(
    'cluster-extension-env-placeholder',
    `The only placeholder in a variable of an extension is \${${KNOWN}}`,
    (_, value, path, tell) => {
      const unknown = placeholdersIn(value).filter((name) => name !== KNOWN);
      if (unknown.length === 0) return;
      const message = `has ${unknown.map((name) => `\${${name}}`).join(', ')}, which CNPG does not know`;
      tell(`${path}.value`, message, `write \${${KNOWN}}, or double the $ for the text itself`);
    },
  ),
];

/** The names in `${…}`. An even number of `$` stands for the text itself. */
export function placeholdersIn(value: string): string[] {
  return [...value.matchAll(PLACEHOLDER)].flatMap(([, dollars = '', name = '']) =>
    dollars.length % 2 === 0 ? [] : [name],
  );
}

function variables(
  id: string,
  says: string,
  judge: (name: string, value: string, path: string, tell: Tell) => void,
): ClusterRule {
  return {
    ...{ id, says, on: 'both', operator: '>=1.29' },
    check(cluster, tell) {
      cluster.list('postgresql.extensions').forEach((extension, index) => {
        list(record(extension).env).forEach((variable, at) => {
          const { name, value } = record(variable);
          const path = `spec.postgresql.extensions[${index}].env[${at}]`;
          judge(text(name) ?? '', text(value) ?? '', path, tell);
        });
      });
    },
  };
}
