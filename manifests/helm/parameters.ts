import { plainValue } from '../files/yaml/scalar';
import { list, record, text } from '../object/manifest';
import { merged } from './merged';

/**
 * The values that the parameters of an Argo CD Application set (`helm --set`); undefined where a name says more than the keys on the way,
 * such as a position in a list.
 */
export function parameterValues(parameters: unknown): Readonly<Record<string, unknown>> | undefined {
  let values: unknown = {};
  for (const { name, value, forceString } of list(parameters).map(record)) {
    const keys = (text(name) ?? '').split('.');
    const given = text(value) ?? '';
    if (keys.some((key) => !/^[\w-]+$/.test(key)) || /[{},\\]/.test(given)) return undefined;
    const typed: unknown = forceString === true ? given : plain(given);
    values = merged(
      values,
      keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), typed),
    );
  }
  return record(values);
}

/** As Helm types a value: numbers that are whole, booleans, and null. */
function plain(value: string): unknown {
  if (!/^(?:true|false|null|0|-?[1-9]\d*)$/.test(value)) return value;
  return plainValue(value, 0);
}
