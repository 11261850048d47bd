/** Why synth refuses, and what to do about it. */
export interface LineageProblem {
  readonly message: string;
  readonly fix: string;
}
