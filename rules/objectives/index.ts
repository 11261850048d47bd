export { type Claim, OBJECTIVE_RULES, statusOf } from './claim';
export { expiredDrill } from './expired-drill';
export { explainObjectives } from './explain';
export { prove, proveObjectives } from './prove';
