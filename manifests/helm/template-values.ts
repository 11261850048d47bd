import { sampleOf } from '../applied/holes';
import { plainValue } from '../files/yaml/scalar';

/** What no manifest can hold: the API server never sees it. */
const NOT_FINITE = /^[-+]?\.(?:inf|nan)$/i;

/** A value that a template writes without quotes (`instances: {{ .Values.cluster.instances }}`): a text is read again, and `"3"` is a number. */
export function unquoted(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const scalar = value.trim();
  return NOT_FINITE.test(scalar) ? value : plainValue(scalar, 0);
}

/** Whether `if` of a template holds: for every text that is not empty, `"false"` included. What a variable stands for is not known, and no. */
export function isOn(value: unknown): boolean {
  if (typeof value === 'string') return value !== '' && sampleOf(value) === value;
  return value === true || (typeof value === 'number' && value !== 0);
}
