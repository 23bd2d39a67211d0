/** One row of the table: what was tried and what became of it. */
export interface Row {
  readonly fault: string;
  tried: number;
  /** Changes that were answered as being safe. */
  acknowledged: number;
  /** What was acknowledged and is not there; empty where all is well. */
  readonly lost: string[];
  /** What is there and cannot be read; empty where all is well. */
  readonly unreadable: string[];
}

export function emptyRow(fault: string): Row {
  return { fault, tried: 0, acknowledged: 0, lost: [], unreadable: [] };
}
