import type { IConstruct } from 'constructs';
import { InputError } from './input-error';

/** Refuses what an object refers to in another namespace than its own. Of what is known by its name alone, nobody knows. */
export function checkNamespace(
  at: IConstruct & { readonly namespace: string },
  what: string,
  object: { readonly name: string; readonly namespace?: string } | undefined,
): void {
  if (object?.namespace === undefined || object.namespace === at.namespace) return;
  throw new InputError(
    at,
    `its ${what} "${object.name}" is in namespace "${object.namespace}"; it must be in "${at.namespace}", where CNPG looks for it`,
  );
}
