import { rememberLast } from '../../values/collections/remember-last';
import { roleOfSecret } from '../cnpg/role-secrets';
import { Kind } from '../object/kinds';
import { at, groupKindOf, list, type Manifest, namespaceOf, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import { isOfCluster, secretsNamed } from './secret-keys';
import { secretReferencesOf } from './secret-references';

export interface Container {
  readonly path: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A variable of a container with a literal value. */
export interface Variable {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

const POD_SPEC: Readonly<Record<string, string>> = {
  [Kind.CRON_JOB]: 'spec.jobTemplate.spec.template.spec',
  [Kind.POD]: 'spec',
};

/** Path of the pod spec in a workload, or in a pod itself. */
export function podPathOf(workload: Manifest): string {
  return POD_SPEC[groupKindOf(workload)] ?? 'spec.template.spec';
}

/** The containers of a workload, including init containers. */
export const containersOf = rememberLast((workload: Manifest): readonly Container[] => {
  const pod = podPathOf(workload);
  return ['initContainers', 'containers'].flatMap((field) =>
    list(at(workload, `${pod}.${field}`)).map((container, index) => ({
      path: `${pod}.${field}[${index}]`,
      fields: record(container),
    })),
  );
});

export const variablesOf = rememberLast((workload: Manifest): readonly Variable[] =>
  containersOf(workload).flatMap(({ path, fields }) =>
    list(fields.env).flatMap((variable, index) => {
      const { name, value } = record(variable);
      const literal = text(value);
      return literal === undefined
        ? []
        : [{ name: text(name) ?? '', value: literal, path: `${path}.env[${index}].value` }];
    }),
  ),
);

/** Whether an object reads a Secret that a Cluster of the run makes, or takes a role's password from. */
export function usesCluster(manifest: Manifest, index: Index): boolean {
  const namespace = namespaceOf(manifest);
  return secretReferencesOf(manifest).some(
    ({ name }) =>
      roleOfSecret(namespace, name, index) !== undefined || secretsNamed(namespace, name, index).some(isOfCluster),
  );
}
