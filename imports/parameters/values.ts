/** PostgreSQL takes more spellings; these are the ones without doubt. */
export type BooleanValue = boolean | 'on' | 'off' | 'true' | 'false' | 'yes' | 'no' | '1' | '0';
export type NumberText = `${number}`;
/** Of a parameter without a unit, where a number says all. */
export type NumberValue = number | NumberText;
/** Kubernetes' spelling (4Gi) is none of PostgreSQL's. */
export type MemoryUnit = 'B' | 'kB' | 'MB' | 'GB' | 'TB';
/** A bare number would count blocks, kB or MB, whatever the parameter's own unit is: only the codes 0 and -1 go without. */
export type MemoryValue = `${number}${MemoryUnit}` | '0' | '-1';
/** Of a parameter that counts in bytes, where a bare number is no riddle. */
export type ByteValue = `${number}${MemoryUnit}` | NumberText;
export type TimeUnit = 'us' | 'ms' | 's' | 'min' | 'h' | 'd';
/** A bare number counts in the parameter's own unit. */
export type TimeValue = `${number}${TimeUnit}` | NumberText;
