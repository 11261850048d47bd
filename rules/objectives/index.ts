export { type Claim, claimStatus } from './claim';
export { DRILL_ENTRIES, expiredDrill } from './expired-drill';
export { explainObjectives } from './explain';
export { OBJECTIVE_ENTRIES } from './objective-entries';
export { prove, proveObjectives } from './prove';
