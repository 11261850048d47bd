import { UsageError } from './usage-error';

/** The choice of that name. @throws UsageError that lists the others */
export function oneNamed<T extends { readonly name: string }>(choices: readonly T[], name: string, what: string): T {
  const found = choices.find((choice) => choice.name === name);
  if (found === undefined)
    throw new UsageError(`no ${what} "${name}": there is ${choices.map((choice) => choice.name).join(', ') || 'none'}`);
  return found;
}
