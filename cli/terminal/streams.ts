/** Where a command reads and writes. */
export interface Streams {
  /** The bytes of standard input, to its end; `null` where there are more than `limit`. */
  readonly readInput: (limit: number) => Promise<Uint8Array | null>;
  readonly writeOutput: (text: string | Uint8Array) => void;
  readonly writeError: (line: string) => void;
  /** Folder that relative paths start from. */
  readonly folder: string;
  readonly now: () => Date;
}
