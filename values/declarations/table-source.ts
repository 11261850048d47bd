/** Where a table that is kept by hand comes from. `npm run check:ages` lists the tables, and tells which are old. */
export interface TableSource {
  /** What the table lists. */
  readonly table: string;
  readonly sources: readonly [string, ...string[]];
  /** Day on which the table was last compared with its sources. */
  readonly checked: string;
}
