export { type Claim, claimStatus, OBJECTIVE_RULES } from './claim';
export { expiredDrill } from './expired-drill';
export { explainObjectives } from './explain';
export { prove, proveObjectives } from './prove';
