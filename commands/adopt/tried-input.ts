import { inputProblem } from '../cli/input-problem';

/** What came out of something that may refuse its input, or why it did. */
export interface Tried<T> {
  readonly value?: T;
  readonly problem?: string;
}

/** Runs what may refuse its input. @throws what speaks of a defect of ours */
export function triedInput<T>(run: () => T): Tried<T> {
  try {
    return { value: run() };
  } catch (error) {
    const problem = inputProblem(error);
    if (problem === undefined) throw error;
    return { problem };
  }
}
