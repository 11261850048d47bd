export type { Change, FieldChange, Plan, Procedure } from './change';
export { IMPACTS, type Impact, isImpact, severityOf, worst, worstOf } from './impact';
export { checkLineage } from './lineage';
export { type PlanOptions, plan } from './plan';
export { refuse } from './refuse';
