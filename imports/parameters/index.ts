import type { Parameters14 } from './14';
import type { Parameters15 } from './15';
import type { Parameters16 } from './16';
import type { Parameters17 } from './17';
import type { Parameters18 } from './18';

export interface ParametersByMajor {
  readonly '14': Parameters14;
  readonly '15': Parameters15;
  readonly '16': Parameters16;
  readonly '17': Parameters17;
  readonly '18': Parameters18;
}

/** The parameters that a cluster of a major takes, `ParametersFor<'17'>`; of several majors, those of any of them. */
export type ParametersFor<V extends keyof ParametersByMajor> = ParametersByMajor[V];
