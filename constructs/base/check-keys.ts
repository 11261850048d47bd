import type { IConstruct } from 'constructs';
import { type KeyProblem, type Keys, keyProblem } from '../../values/text/keys';
import { InputError } from './input-error';

/**
 * Refuses keys that a type of props does not have, at any depth, and texts that it does not name.
 * @throws InputError with the nearest name
 */
export function checkKeys<T>(at: IConstruct | string, given: T, keys: Keys<T>): void {
  refuse(at, keyProblem(given, keys));
}

/** Throws a problem that was found. @throws InputError */
export function refuse(at: IConstruct | string, problem: KeyProblem | undefined): void {
  if (problem !== undefined) throw new InputError(at, problem.message, problem.word);
}
