import { lookup } from '../../manifests/postgres/parameters';
import type { NamedParameter } from '../../manifests/postgres/parameters/catalogue';
import { isReserved, operatorFacts } from '../../manifests/postgres/parameters/operator';
import type { PostgresMajor } from '../../values/cnpg/image';

const NUMBER = String.raw`-?\d+(\.\d+)?`;
const FORMS: Readonly<Record<'bool' | 'number' | 'byte' | 'memory' | 'time', RegExp>> = {
  bool: /^(on|off|true|false|yes|no|1|0)$/,
  number: new RegExp(`^${NUMBER}$`),
  byte: new RegExp(`^${NUMBER}(B|kB|MB|GB|TB)?$`),
  memory: new RegExp(`^(${NUMBER}(B|kB|MB|GB|TB)|0|-1)$`),
  time: new RegExp(`^${NUMBER}(us|ms|s|min|h|d)?$`),
};

/** Whether the type of `parameters` has a parameter with that value. What it has not is said in `spec`, where every text compiles. */
export function isTypedParameter(major: PostgresMajor, name: string, value: unknown): value is string {
  if (typeof value !== 'string' || isReserved(operatorFacts(), name)) return false;
  const parameter = lookup(major, name);
  if (parameter === undefined) return name.includes('.');
  if (parameter.context === 'internal' || parameter.file === false) return false;
  return [parameter.name, parameter.name.toLowerCase()].includes(name) && hasForm(parameter, value);
}

function hasForm({ type, unit, values = [], hidden = [] }: NamedParameter, value: string): boolean {
  if (type === 'string') return true;
  if (type === 'enum') return [...values, ...hidden].includes(value);
  if (type === 'bool') return FORMS.bool.test(value);
  if (unit === undefined) return FORMS.number.test(value);
  if (unit === 'B') return FORMS.byte.test(value);
  return ['ms', 's', 'min'].includes(unit) ? FORMS.time.test(value) : FORMS.memory.test(value);
}
