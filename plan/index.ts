export type { Change, FieldChange, Plan, Procedure, Upgrade, UpgradeEffect } from './engine/change';
export { IMPACTS, type Impact, isImpact, severityOf, worst, worstOf } from './engine/impact';
export { type PlanOptions, plan } from './engine/plan';
export { markRefused } from './engine/refuse';
export { checkLineage } from './lineage/lineage';
