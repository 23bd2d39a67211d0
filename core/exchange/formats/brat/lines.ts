/** What Python takes for the end of a line: brat could not read a line with one of them in it. */
export const LINE_END = /[\n\v\f\r\u001c-\u001e\u0085\u2028\u2029]/u;

export const LINE_ENDS = new RegExp(`\r\n|${LINE_END.source}`, 'gu');

/** Type of the notes that brat itself makes. */
export const NOTES = 'AnnotatorNotes';
