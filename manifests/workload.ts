import { Kind } from './kinds';
import { at, groupKindOf, list, type Manifest, record, text } from './manifest';

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

/** The containers of a workload, those that run first included. */
export function containersOf(workload: Manifest): Container[] {
  const pod = groupKindOf(workload) === Kind.CRON_JOB ? 'spec.jobTemplate.spec.template.spec' : 'spec.template.spec';
  return ['initContainers', 'containers'].flatMap((field) =>
    list(at(workload, `${pod}.${field}`)).map((container, index) => ({
      path: `${pod}.${field}[${index}]`,
      fields: record(container),
    })),
  );
}

export function variablesOf(workload: Manifest): Variable[] {
  return containersOf(workload).flatMap(({ path, fields }) =>
    list(fields.env).flatMap((variable, index) => {
      const { name, value } = record(variable);
      const literal = text(value);
      return literal === undefined
        ? []
        : [{ name: text(name) ?? '', value: literal, path: `${path}.env[${index}].value` }];
    }),
  );
}
