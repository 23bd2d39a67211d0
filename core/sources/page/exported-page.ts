// Pages that other programs write of tags: nothing in them is read as one, and their words are not all the text’s.

/** Characters in which the head of such a page is. */
const HEAD = 4096;

/** The style with which Taguette writes a list of highlights, a codebook or a document. */
const LIST_STYLE = /<style>\s*h1\s*\{\s*margin-bottom:\s*1em;\s*\}\s*<\/style>/u;
const DOCUMENT_STYLE =
  /<style>\s*\.highlight\s*\{\s*background-color:\s*#ff0;?\s*\}\s*(?:\.taglist\s*\{[^}]*\}\s*)?<\/style>/u;
const LIST_TITLE = /<title>[^<]*\bTaguette\b[^<]*<\/title>/u;

const TAG_THERE =
  'Open the document that was imported into Taguette to have its text, and tag the words in it here.';

/** What a page is that a program for tagging has exported, and what to open; `null` for any other one. */
export function describeExportedPage(source: string): string | null {
  const head = source.slice(0, HEAD);
  if (LIST_TITLE.test(head)) {
    if (LIST_STYLE.test(head)) {
      return `This is a list of highlights from Taguette, and no article: it has the words of passages without their positions, which are not read as tags. ${TAG_THERE}`;
    }
    if (DOCUMENT_STYLE.test(head)) {
      return 'This is a codebook from Taguette, and no article. Export it there as REFI-QDA (.qdc), which is opened with the codebook.';
    }
  }
  if (!DOCUMENT_STYLE.test(head) || !source.includes('<span class="highlight"')) return null;
  const names = source.match(/<span class="taglist">/gu)?.length ?? 0;
  const inText =
    names > 0 ? ' The names of tags stand in brackets in its text as if they were part of it.' : '';
  return `This is a document with highlights, as Taguette exports it: they are not read as tags.${inText} ${TAG_THERE}`;
}
