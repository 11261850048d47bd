/** The drill ran, and something that it is there to show did not happen. Its words go into the report. */
export class DrillFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DrillFailure';
  }
}
