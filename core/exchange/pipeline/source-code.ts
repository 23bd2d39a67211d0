import { showHidden } from '../../guards/labels.ts';
import { otherText } from '../containers/other-forms.ts';

/** UTF-16 code units at the beginning that are looked at. */
const HEAD = 64 * 1024;

const OWN_PROGRAM = 'Open it in the program that made it, and save it as plain text.';
const BROWSER =
  'Open it in a browser, select the words of the article, and paste them as a new article or into a text file.';

/** What a text begins with that is the code of something else, what that is, and what to do. */
const KINDS: readonly (readonly [begins: RegExp, what: string, todo: string])[] = [
  [/^\{\\u?rtf/u, 'a document in rich text (RTF)', OWN_PROGRAM],
  [/^(?:<!doctype html|<html|<head|<body)[\s>]/iu, 'a web page', BROWSER],
  [/^<\?xml\b/iu, 'an XML file', OWN_PROGRAM],
  [/^<!doctype\b/iu, 'an XML file', OWN_PROGRAM],
  [/^%!PS\b/u, 'a PostScript document', OWN_PROGRAM],
  [/^<svg[\s>]/iu, 'a picture (SVG)', OWN_PROGRAM],
  [/^<\?(?:php|=)/iu, 'the code of a web page (PHP)', BROWSER],
  [/^<%/u, 'the code of a web page', BROWSER],
  [/^\\documentclass\b/u, 'a LaTeX document', OWN_PROGRAM],
  [/^BEGIN:V(?:CALENDAR|CARD)\b/iu, 'a calendar or an address book', OWN_PROGRAM],
  [/^-----BEGIN PGP MESSAGE-----/u, 'an encrypted message', OWN_PROGRAM],
  [/^%PDF-/u, 'a PDF document', OWN_PROGRAM],
  [/^\[InternetShortcut\]/iu, 'the address of a web page', BROWSER],
];

/** The head of a page that a browser has saved as one file, with its pictures. */
const SAVED_PAGE = /^(?:from: <saved by|mime-version:)[^]{0,4000}?multipart\/related/iu;

/** An element of a page; its words stand between such. */
const ELEMENT =
  /<\/?(?:a|article|b|body|br|div|em|h[1-6]|head|html|i|li|main|p|script|section|span|strong|style|table|title|ul)\b[^<>]{0,2000}>/iu;

/**
 * Why a text is not what a person reads but the code that a page or document is made of, and what to
 * do: a sentence; `null` where it is a text. Linear in the first 64 thousand characters.
 */
export function describeSourceCode(name: string, text: string): string | null {
  const head = withoutComments(text.slice(0, HEAD));
  const tags = otherText(head);
  if (tags) {
    return `${showHidden(name)} looks like ${tags.looksLike}: opened as a text, its labels and positions would be words of an article. ${tags.lacks}`;
  }
  const known = KINDS.find(([begins]) => begins.test(head));
  const isPage =
    SAVED_PAGE.test(head) || (/\.(?:x?html?|mht(?:ml)?)$/iu.test(name) && ELEMENT.test(head));
  const [, what, todo] = known ?? (isPage ? [null, 'a web page', BROWSER] : []);
  if (what === undefined || todo === undefined) return null;
  return `${showHidden(name)} is ${what}: opened as a text it would be code, and not what a reader sees. ${todo}`;
}

/** Without white space and comments that stand before everything else. */
function withoutComments(text: string): string {
  let rest = text.replace(/^[\s\ufeff]+/u, '');
  while (rest.startsWith('<!--')) {
    const end = rest.indexOf('-->');
    if (end < 0) return rest;
    rest = rest.slice(end + 3).trimStart();
  }
  // What XHTML begins with says nothing of what it is.
  const declared = /^<\?xml[^<>]{0,200}\?>\s*(?=<!doctype html|<html)/iu.exec(rest);
  return declared ? rest.slice(declared[0].length) : rest;
}
