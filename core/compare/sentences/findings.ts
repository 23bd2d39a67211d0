import { grouped } from '../../numbers.ts';
import type { ComparedFinding, Comparison } from '../comparison/comparison.ts';
import type { AttributionDifference, Hedge, Place, WordChange } from '../findings/finding.ts';
import { articleName } from './names.ts';
import { quoted, withoutMarks } from './quoted.ts';
import { spliceInWords } from './splices.ts';

type Compared = Pick<Comparison, 'articles' | 'items'>;

/** Changes that are named; the others are counted. */
const NAMED = 4;

/** The words of a place as they stand in its text. */
export function wordsOfPlace({ articles }: Pick<Comparison, 'articles'>, place: Place): string {
  const text = articles[place.article]?.text ?? '';
  return place.fragments.map(({ start, end }) => text.slice(start, end)).join(' … ');
}

/** Why something is a finding, as one sentence. */
export function describeFinding(compared: Compared, finding: ComparedFinding): string {
  const nameOf = ({ article }: Place): string => articleName(compared.articles[article]);
  const [here, there] = [nameOf(finding.here), nameOf(finding.there)];
  const [words, base] = [
    wordsOfPlace(compared, finding.here),
    wordsOfPlace(compared, finding.there),
  ];
  switch (finding.type) {
    case 'splice': {
      const speaker = compared.items[finding.items[0] ?? -1]?.speaker?.name;
      const both = speaker === undefined ? '' : ` ${speaker} in both.`;
      return `Splice: ${spliceInWords(words, base)}${both}`;
    }
    case 'marks-dropped':
      return finding.here.article === finding.there.article
        ? `${here} has ${quoted(withoutMarks(words))} in quotation marks in one place, and here without.`
        : `${there} has ${quoted(withoutMarks(words))} in quotation marks; ${here} has the same words without.`;
    case 'altered-in-marks':
      return `Inside quotation marks ${here} has other words than ${there}: ${changesInWords(finding.changes)}.`;
    case 'attribution-differs':
      return attributionInWords(finding.how, here, there);
    case 'headline-quotation-missing':
      return `The headline of ${here} quotes ${quoted(withoutMarks(words))}, which stands nowhere in the article.`;
    case 'figure-hedged':
      return `${here} has ${hedged(words, finding.hedges[0])}, ${there} ${hedged(base, finding.hedges[1])}.`;
    case 'figures-conflict':
      return `${here} has ${quoted(words)}, ${there} ${quoted(base)}: ${grouped(finding.values[0])} and ${grouped(finding.values[1])} cannot both be right.`;
  }
}

const HEDGES: Readonly<Record<Hedge, string>> = {
  over: 'at least that',
  under: 'at most that',
  about: 'about that',
  none: 'no more and no less',
};

function hedged(words: string, hedge: Hedge): string {
  return `${quoted(words)} (${HEDGES[hedge]})`;
}

function changesInWords(changes: readonly WordChange[]): string {
  const named = changes.slice(0, NAMED).map(({ kind, before, after }) => {
    switch (kind) {
      case 'inserted':
        return `${quoted(after)} is put in`;
      case 'missing':
        return `${quoted(before)} is missing`;
      case 'replaced':
        return `${quoted(before)} has become ${quoted(after)}`;
    }
  });
  const more = changes.length - named.length;
  if (named.length === 0) return 'small words and endings differ';
  return more > 0 ? `${named.join(', ')}, and ${String(more)} more` : named.join(', ');
}

const WHO = { person: 'a person', body: 'a body or state', nobody: 'nobody' } as const;
const MANNERS = {
  statement: 'a statement',
  post: 'a post',
  told: 'words told to somebody',
} as const;

function attributionInWords(how: AttributionDifference, here: string, there: string): string {
  switch (how.type) {
    case 'who':
      return `${here} names ${WHO[how.here]} for these words, ${there} ${WHO[how.there]}.`;
    case 'persons':
      return `${here} names ${how.here} for these words, ${there} ${how.there}.`;
    case 'manner':
      return `${here} has them as ${MANNERS[how.here]}, ${there} as ${MANNERS[how.there]}.`;
  }
}
