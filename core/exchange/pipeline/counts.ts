/** What would become of records of one kind in a file; `read` is the sum of the other three. */
export interface RecordCounts {
  readonly read: number;
  readonly new: number;
  readonly duplicate: number;
  readonly refused: number;
}

/** What would become of the tags in a file; `read` is the sum of the others. */
export interface ImportCounts extends RecordCounts {
  /** Not at their place; another was found that a person must confirm. */
  readonly proposed: number;
  /** Kept, and nowhere in the text. */
  readonly orphaned: number;
}
