import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { clausesOf } from './clauses.ts';

const clauses = (text: string): string[] =>
  clausesOf(text, { start: 0, end: text.length }).map(({ start, end }) => text.slice(start, end));

describe('clausesOf', () => {
  it.each<[string, string[]]>([
    ['It rained.', ['It rained.']],
    [
      'The mayor, who lives here, said that the bridge is closed because of ice.',
      ['The mayor', 'who lives here', 'said', 'the bridge is closed', 'because of ice.'],
    ],
    ['Boats and ferries stopped; trains ran.', ['Boats', 'ferries stopped', 'trains ran.']],
    ['The plan — old and costly — failed.', ['The plan', 'old', 'costly', 'failed.']],
    ['The plan - a draft - failed.', ['The plan', 'a draft', 'failed.']],
    ['A well-known plan cost 1,200,000 at 10:30.', ['A well-known plan cost 1,200,000 at 10:30.']],
    ['“We wait,” he said, “and hope.”', ['“We wait,”', 'he said', 'hope.”']],
    ['The port (closed since May) opens.', ['The port', '(closed since May)', 'opens.']],
    ['She said: “No.”', ['She said', '“No.”']],
    ['Er sagte, dass er geht, weil es regnet.', ['Er sagte', 'er geht', 'weil es regnet.']],
    ['Мэр сказал, что мост закрыт, и ушёл.', ['Мэр сказал', 'мост закрыт', 'ушёл.']],
    ['That plan, they say that, failed.', ['That plan', 'they say', 'failed.']],
    ['“That is wrong,” he said.', ['“That is wrong,”', 'he said.']],
    ['Dass er geht, sagte er.', ['Dass er geht', 'sagte er.']],
    ['But that is wrong.', ['that is wrong.']],
    ['市长说，桥已关闭；船也停了。', ['市长说', '桥已关闭', '船也停了。']],
    ['市長は、橋を閉じ、帰った。', ['市長は', '橋を閉じ', '帰った。']],
    ['— and, —', []],
    ['', []],
  ])('%j', (text, expected) => {
    expect(clauses(text)).toEqual(expected);
  });

  it('lie in the sentence in order, none empty, and hold every word but those that only join', () => {
    fc.assert(
      fc.property(
        fc
          .array(fc.constantFrom('The', 'ice', 'and', ', ', ' ', ' — ', '(', ')', '; ', 'who', '”'))
          .map((parts) => parts.join(' ')),
        (text) => {
          const found = clausesOf(text, { start: 0, end: text.length });
          let reached = 0;
          for (const { start, end } of found) {
            expect(start).toBeGreaterThanOrEqual(reached);
            expect(end).toBeGreaterThan(start);
            expect(text.slice(reached, start)).not.toMatch(/The|ice|who/u);
            reached = end;
          }
          expect(text.slice(reached)).not.toMatch(/The|ice|who/u);
        },
      ),
    );
  });
});
