// A file with tags that was opened: whose they are, which articles they belong to, what becomes of each.
import { describeLoss, listedLoss } from '#core/exchange/content/losses.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import { Check } from '../../controls/fields/Check.tsx';
import { listWith, type AnnotationsItem } from '../../model/forms/import-form.ts';
import { contestedInWords } from '../../model/forms/import-words.ts';
import { returnInWords } from '../../model/state/return-state.ts';
import { CopyList } from '../reading/CopyList.tsx';
import { Homes } from './Homes.tsx';
import { ImportCard, type CardProps } from './ImportCard.tsx';
import { MissingLabels } from './MissingLabels.tsx';
import { TagsEncoding } from './TagsEncoding.tsx';
import { People, type TagsProps } from './People.tsx';

/** A file with tags: what is in it, whose they are, and what becomes of them. */
export function AnnotationsCard({
  onEncoding,
  ...props
}: TagsProps & {
  /** Reads the files once more in another encoding. */
  readonly onEncoding: (encoding: string) => void;
}) {
  const { item, choice, onChange } = props;
  const { title, certainty } = item.format;
  return (
    <ImportCard
      item={item}
      choice={choice}
      onChange={onChange}
      kind={certainty < 1 ? `${title}, ${Math.floor(certainty * 100)} % certain` : title}
    >
      <TextsBeside names={item.textsBeside} />
      <TagsEncoding encodings={item.encodings} onEncoding={onEncoding} />
      <RecordLine what="tag" counts={item.counts} />
      {item.unknown.count > 0 ? (
        <MissingLabels
          unknown={item.unknown}
          isAdded={choice.addUnknown}
          onChange={(addUnknown) => {
            onChange({ addUnknown });
          }}
        />
      ) : null}
      <Losses losses={item.ignored} />
      {item.counting.map((sentence) => (
        <p key={sentence} className="notice-line">
          {sentence}
        </p>
      ))}
      <Misplaced counts={item.counts} />
      <LinkLines {...props} />
      <ReviewLines item={item} />
      {item.annotators.length > 0 && item.annotators.every(({ isSelf }) => isSelf) ? (
        <p className="notice-line">
          This file is your own. What is here already stays as it is; only what is missing comes in.
        </p>
      ) : null}
      <Homes {...props} />
      <People {...props} />
      <Articles {...props} />
      {item.couldBeSelf ? (
        <Check
          isChecked={choice.isSelf}
          onChange={(isSelf) => {
            onChange({ isSelf });
          }}
        >
          These are my own tags: continue as <bdi>{showHidden(item.annotators[0]?.name ?? '')}</bdi>
        </Check>
      ) : null}
      <PlaceList
        title={`${countOf(item.unplaced.length, 'tag')} not placed`}
        lines={item.unplaced}
      />
      <PlaceList title={`${countOf(item.refused.length, 'record')} refused`} lines={item.refused} />
    </ImportCard>
  );
}

/** What of the file does not come in: a line, or a list of which each line is to be found. */
function Losses({ losses }: { readonly losses: AnnotationsItem['ignored'] }) {
  const [only, ...others] = losses;
  if (only === undefined) return null;
  if (others.length === 0) {
    return <p className="notice-line">{describeLoss(only)} The file itself stays as it is.</p>;
  }
  return (
    <div className="notice-line">
      <p>
        {losses.length} kinds of things have no place here and do not come in. The file itself stays
        as it is.
      </p>
      <ul className="import-losses">
        {losses.map(listedLoss).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

/** Names that are named; the others are counted. */
const NAMED = 5;

/** Which files the texts came from that nobody opened. */
function TextsBeside({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <p>
      {names.length === 1 ? 'Its text was' : `${countOf(names.length, 'text')} were`} read from
      files of the same name beside {names.length === 1 ? 'it' : 'them'}: {namedInWords(names)}.
    </p>
  );
}

function namedInWords(names: readonly string[]): string {
  const named = names.slice(0, NAMED).map(showHidden);
  const more = names.length - named.length;
  return more > 0 ? `${named.join(', ')} and ${more.toLocaleString('en')} more` : named.join(', ');
}

const PLURALS: Readonly<Partial<Record<string, string>>> = {
  family: 'families',
  'decision on families': 'decisions on families',
};

/** What the file says of events: families, decisions on them, and names. */
function LinkLines({ item, choice, onChange }: CardProps<AnnotationsItem>) {
  const { families, linkDecisions, passagesWithoutPlace: lost, aliases } = item;
  return (
    <>
      <RecordLine what="family" counts={families} />
      <RecordLine what="decision on families" counts={linkDecisions} />
      {lost > 0 ? (
        <p className="notice-line">
          {countOf(lost, 'passage')} of families {lost === 1 ? 'has' : 'have'} no place here: other
          words stand there, or {lost === 1 ? 'its' : 'their'} article is not in this library.{' '}
          {lost === 1 ? 'It is' : 'They are'} kept.
        </p>
      ) : null}
      {aliases > 0 ? (
        <Check
          isChecked={choice.addAliases}
          onChange={(addAliases) => {
            onChange({ addAliases });
          }}
        >
          Add the spellings of {countOf(aliases, 'name')} to your list of people
          <span className="hint"> — one step with the import, which Undo takes back</span>
        </Check>
      ) : null}
    </>
  );
}

/** How many records of a kind were read, and what becomes of them. */
function RecordLine({
  what,
  counts,
}: {
  readonly what: 'tag' | 'decision' | 'comment' | 'family' | 'decision on families';
  readonly counts: AnnotationsItem['decisions'];
}) {
  // That a file of tags has none is said.
  if (counts.read === 0 && what !== 'tag') return null;
  return (
    <p>
      {countOf(counts.read, what, PLURALS[what])} read: {counts.new} new, {counts.duplicate} already
      here, {counts.refused} refused.
    </p>
  );
}

function Misplaced({ counts: { proposed, orphaned } }: Pick<AnnotationsItem, 'counts'>) {
  const count = proposed + orphaned;
  if (count === 0) return null;
  return (
    <p className="notice-line">
      {countOf(count, 'tag')} cannot be placed by {count === 1 ? 'itself' : 'themselves'}:{' '}
      {proposed} with a proposed place, {orphaned} whose words are nowhere in the text. Nothing of
      it is lost; it waits for a person to look at it.
    </p>
  );
}

/** What the file says of a review: a return, decisions and comments, and what it changes here. */
function ReviewLines({ item }: { readonly item: AnnotationsItem }) {
  const { returned, returnForOther, withdrawn, contested, adjudicated } = item;
  return (
    <>
      {returned ? <Returned returned={returned} /> : null}
      {returnForOther === null ? null : (
        <p className="notice-line">
          This is a return for <bdi>{showHidden(returnForOther)}</bdi>, not for you.
        </p>
      )}
      <RecordLine what="decision" counts={item.decisions} />
      <RecordLine what="comment" counts={item.comments} />
      {withdrawn > 0 ? (
        <p className="notice-line">
          {countOf(withdrawn, 'decision')} that {withdrawn === 1 ? 'is' : 'are'} here{' '}
          {withdrawn === 1 ? 'was' : 'were'} taken back by the reviewer and will go. Undo brings{' '}
          {withdrawn === 1 ? 'it' : 'them'} back.
        </p>
      ) : null}
      {contested > 0 ? <p className="notice-line">{contestedInWords(contested)}</p> : null}
      {adjudicated > 0 ? (
        <p className="hint">
          {countOf(adjudicated, 'adjudicated tag')} in this file are nobody’s own and are not
          stored: they follow from sets and decisions.
        </p>
      ) : null}
    </>
  );
}

function Returned({ returned }: { readonly returned: NonNullable<AnnotationsItem['returned']> }) {
  const { from, open } = returned;
  return (
    <p>
      <bdi>{returnInWords(from.map(showHidden), returned)}</bdi>
      {open > 0 ? ` ${countOf(open, 'tag')} not decided.` : ''}
    </p>
  );
}

/** The articles that the tags are about, as far as they are not simply here. */
function Articles({ item, choice, onChange }: CardProps<AnnotationsItem>) {
  const { newArticles, differing } = item;
  return (
    <>
      {newArticles.length > 0 ? (
        <p>
          {countOf(newArticles.length, 'article')} not in this library will be added:{' '}
          {namedInWords(newArticles.map(({ title }) => `“${title}”`))}.
        </p>
      ) : null}
      {differing.map((each) => (
        <Check
          key={each.id}
          isChecked={choice.onto.includes(each.id)}
          onChange={(isChecked) => {
            onChange({ onto: listWith(choice.onto, each.id, isChecked) });
          }}
        >
          The text of “<bdi>{showHidden(each.title)}</bdi>” differs from yours. Look for its tags in
          your text: {each.placed} can be placed, {each.proposed} with a proposed place,{' '}
          {each.orphaned} whose words are nowhere in it. Else it is added as an article of its own.
        </Check>
      ))}
    </>
  );
}

/** Records of the file by their place in it, each with its reason. */
function PlaceList({
  title,
  lines,
}: {
  readonly title: string;
  readonly lines: AnnotationsItem['refused'];
}) {
  if (lines.length === 0) return null;
  return (
    <details>
      <summary>{title}</summary>
      <ul className="mono">
        {lines.map(({ place, reason }, index) => (
          <li key={`${place} ${index}`}>
            {place}: {showHidden(reason)}
          </li>
        ))}
      </ul>
      <CopyList lines={lines.map(({ place, reason }) => `${place}: ${reason}`)} />
    </details>
  );
}
