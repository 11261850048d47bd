import type { Construct } from 'constructs';
import { InputError } from '../base/input-error';

const EXACT = /^v?\d+\.\d+\.\d+([-+][0-9A-Za-z.-]+)?$/;

/** Refuses a chart without one exact version: whatever is newest would be installed. */
export function checkChartVersion(scope: Construct, chart: string, version: string): void {
  if (EXACT.test(version)) return;
  throw new InputError(scope, `chart ${chart} at "${version}" floats; give one exact version, such as 1.2.3`);
}
