/** A feature structure with where it stands, whichever form of a CAS it is in. */
export interface Structure {
  readonly place: string;
  readonly id: number;
  readonly type: string;
  /** Its features as CAS JSON 0.4 names them: what leads to another structure has `@` before its name. */
  readonly value: Readonly<Record<string, unknown>>;
}
