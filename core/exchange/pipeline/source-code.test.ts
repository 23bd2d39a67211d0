import { describe, expect, it } from 'vitest';

import { growthOf, TOO_FAST } from '../../text/testing/growth.ts';
import { describeSourceCode } from './source-code.ts';

describe('what is the code of something else', () => {
  it.each([
    ['page.html', '<!doctype html>\n<html><p>Words.</p></html>', 'a web page'],
    ['page.txt', '\ufeff\n<HTML lang="en">', 'a web page'],
    ['page.txt', '<!-- saved from url=(0014) -->\n<!DOCTYPE HTML PUBLIC "x">', 'a web page'],
    ['page.xhtml', '<?xml version="1.0"?>\n<!DOCTYPE html><html/>', 'a web page'],
    ['part.html', 'Words in <p class="a">a piece</p> of a page.', 'a web page'],
    [
      'saved.mhtml',
      'From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related;',
      'a web page',
    ],
    ['note.rtf', '{\\rtf1\\ansi Words}', 'a document in rich text (RTF)'],
    ['note.txt', '{\\rtf1\\ansi Words}', 'a document in rich text (RTF)'],
    ['note.rtf', '\ufeff {\\urtf1\\ansi Words}', 'a document in rich text (RTF)'],
    [
      'drawing.txt',
      '<svg xmlns="http://www.w3.org/2000/svg"><text>Words</text></svg>',
      'a picture (SVG)',
    ],
    ['index.php', '<?php echo "Words"; ?>', 'the code of a web page (PHP)'],
    ['paper.txt', '\\documentclass{article}\n', 'a LaTeX document'],
    ['dates.txt', 'BEGIN:VCALENDAR\r\nVERSION:2.0', 'a calendar or an address book'],
    ['letter.txt', '-----BEGIN PGP MESSAGE-----\n', 'an encrypted message'],
    ['feed.txt', '<?xml version="1.0"?><rss/>', 'an XML file'],
    ['a.txt', '%!PS-Adobe-3.0\n', 'a PostScript document'],
    ['a.url', '[InternetShortcut]\nURL=https://example.org/\n', 'the address of a web page'],
  ])('%s is: %s', (name, text, what) => {
    expect(describeSourceCode(name, text)).toMatch(
      new RegExp(`^${name} is ${what.replace(/[()]/gu, '.')}: .*(?:plain text|text file)\\.$`, 'u'),
    );
  });

  it.each([
    ['a report', 'a.txt', 'The minister said <no>.\n'],
    ['a report that a browser saved as text', 'a.html', 'The minister said 1 < 2 and 3 > 2.\n'],
    ['Markdown with an element', 'a.md', 'Words <b>and</b> words.\n'],
    ['a report on code', 'a.txt', 'A page begins with <!doctype html>, he said.\n'],
    ['words in braces', 'a.txt', '{sic} he wrote.\n'],
    ['a letter', 'a.eml', 'MIME-Version: 1.0\nContent-Type: text/plain\n\nDear all,\n'],
    ['nothing', 'a.txt', ''],
  ])('is not %s', (_what, name, text) => {
    expect(describeSourceCode(name, text)).toBeNull();
  });

  it.each(['<!--', '<a ', '-->'])(
    'is told of a text of nothing but %s with work that its length takes',
    (part) => {
      const tell = (count: number): void => {
        describeSourceCode('a.html', `<!-- ${part.repeat(count)}`);
        describeSourceCode('a.html', part.repeat(count));
      };
      expect(growthOf(tell, 60_000)).toBeLessThan(TOO_FAST);
    },
  );
});
