/** Why a document cannot be read. */
export class YamlProblem extends Error {
  override readonly name = 'YamlProblem';

  constructor(
    message: string,
    readonly fix: string,
    /** Where in the text. */
    readonly offset: number,
  ) {
    super(message);
  }
}
