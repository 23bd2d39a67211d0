import { useId, useState } from 'react';

import { LABEL_LIMIT } from '#core/codebook/codebook.ts';
import { describeLoss } from '#core/exchange/content/losses.ts';
import type {
  ImportDecision,
  ImportItem,
  ImportOutcome,
  ImportPreview,
} from '#core/contract/import.ts';
import { showHidden } from '#core/guards/labels.ts';
import { TEXT_ENCODINGS } from '#core/text/encoding/text-decoding.ts';

import { bridge } from '../bridge.ts';
import { Check } from '../controls/Check.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import {
  countOf,
  importErrorSentence,
  isRequestError,
  libraryErrorSentence,
  requestErrorSentence,
} from '../model/messages.ts';
import { StoringProgress } from './ImportLine.tsx';
import { leadToReturn } from '../model/return.ts';
import { returnInWords } from '../model/return-state.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import './import.css';

type ArticleItem = Extract<ImportItem, { type: 'article' }>;
type AnnotationsItem = Extract<ImportItem, { type: 'annotations' }>;

function encodingName(label: string): string {
  return TEXT_ENCODINGS.find((each) => each.label === label)?.name ?? label;
}

interface Choice {
  readonly action: 'import' | 'skip';
  readonly title: string;
  readonly outlet: string;
  readonly author: string;
  readonly url: string;
  readonly published: string;
  readonly boilerplate: readonly number[];
  readonly isSelf: boolean;
  /** Ids of the file's annotators who are the same person as somebody of their name here. */
  readonly namesakes: readonly string[];
  /** Ids of the file's articles whose tags are to be looked for in the version that is here. */
  readonly onto: readonly string[];
  /** Whether the codebook gets what it lacks. */
  readonly addUnknown: boolean;
}

function firstChoice(item: ImportItem): Choice {
  const article = item.type === 'article';
  return {
    action: item.type === 'refused' || (article && item.duplicateOf) ? 'skip' : 'import',
    title: article ? item.title : '',
    outlet: '',
    author: '',
    url: '',
    published: '',
    boilerplate: article
      ? item.boilerplate.flatMap((each, index) => (each.proposed ? [index] : []))
      : [],
    isSelf: false,
    namesakes: [],
    // An article without a text can come in no other way.
    onto:
      item.type === 'annotations'
        ? item.differing.flatMap(({ id, hasText }) => (hasText ? [] : [id]))
        : [],
    addUnknown: false,
  };
}

/** The choice for the same bytes read differently: what the analyst decided stays. */
function choiceAfter(before: ArticleItem, after: ArticleItem, choice: Choice): Choice {
  const old = firstChoice(before);
  const fresh = firstChoice(after);
  return {
    ...choice,
    action: old.action === fresh.action ? choice.action : fresh.action,
    title: choice.title === old.title ? fresh.title : choice.title,
    boilerplate: fresh.boilerplate,
  };
}

/** What was found in opened, dropped or pasted files, decided upon before anything is stored. */
export function ImportSheet({ preview }: { readonly preview: ImportPreview }) {
  const workspace = useWorkspace();
  const events = useAppState((state) => state.library.events);
  const [items, setItems] = useState(preview.items);
  const [choices, setChoices] = useState(
    () => new Map(preview.items.map((item) => [item.key, firstChoice(item)])),
  );
  const [event, setEvent] = useState(events[0]?.id ?? '');
  const [newEvent, setNewEvent] = useState('');
  const [outcome, setOutcome] = useState<ImportOutcome | null>(null);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const eventId = useId();

  const choiceOf = (item: ImportItem): Choice => choices.get(item.key) ?? firstChoice(item);
  const change = (item: ImportItem, patch: Partial<Choice>): void => {
    setChoices((before) => {
      const choice = before.get(item.key) ?? firstChoice(item);
      return new Map(before).set(item.key, { ...choice, ...patch });
    });
  };
  const articles = items.filter((item) => item.type === 'article');
  const refused = items.filter((item) => item.type === 'refused');
  const wanted = items.filter(
    (item) => item.type !== 'refused' && choiceOf(item).action === 'import',
  );

  const redecode = async (item: ArticleItem, encoding: string): Promise<void> => {
    const answer = await bridge.invoke('import:redecode', {
      token: preview.token,
      key: item.key,
      encoding,
    });
    if (!answer.ok) {
      setProblem(importErrorSentence(answer.error));
      return;
    }
    setProblem('');
    const found = answer.value;
    if (found.type !== 'article') return;
    setItems((before) => before.map((each) => (each.key === item.key ? found : each)));
    setChoices((before) => {
      const choice = before.get(item.key) ?? firstChoice(item);
      return new Map(before).set(item.key, choiceAfter(item, found, choice));
    });
  };

  const isShown = (): boolean => {
    const { dialog } = workspace.state;
    return dialog?.type === 'import' && dialog.preview.token === preview.token;
  };

  const cancel = async (): Promise<void> => {
    // Where it is too late to stop what is being stored, the sheet goes on as if nobody had asked.
    if (busy && !(await workspace.import.stop())) return;
    if (!outcome) void bridge.invoke('import:cancel', { token: preview.token });
    if (isShown()) workspace.dialogs.close();
  };

  const commit = async (): Promise<void> => {
    setBusy(true);
    setProblem('');
    const chosenEvent =
      event === 'new'
        ? newEvent.trim() === ''
          ? null
          : { title: newEvent.trim() }
        : event === ''
          ? null
          : { id: event };
    const decisions = items.map((item) => decisionOf(item, choiceOf(item), chosenEvent));
    const answer = await bridge.invoke('import:commit', {
      token: preview.token,
      requestId: crypto.randomUUID(),
      decisions,
    });
    setBusy(false);
    if (!answer.ok) {
      setProblem(
        isRequestError(answer.error)
          ? requestErrorSentence(answer.error)
          : importErrorSentence(answer.error),
      );
      return;
    }
    const { imported, failed } = answer.value;
    const first = imported.find(({ articleId }) => articleId !== null)?.articleId ?? null;
    const reopened = workspace.import.take(answer.value);
    workspace.notices.say(describeImported(wanted, answer.value));
    if (failed.length > 0) setOutcome(answer.value);
    else if (isShown()) workspace.dialogs.close();
    await reopened;
    const back = wanted.flatMap((item) =>
      item.type === 'annotations' ? (item.returned ?? []) : [],
    );
    const [returned] = back.filter(({ articles: decided }) => decided.length > 0);
    if (returned && failed.length === 0) await leadToReturn(workspace, returned);
    else if (first !== null) await workspace.articles.open(first);
  };

  if (outcome) return <Failures outcome={outcome} onClose={() => void cancel()} />;
  return (
    <Dialog
      title={items.length === 1 ? 'Open this file' : `Open ${items.length} files`}
      className="wide"
      onClose={() => void cancel()}
      actions={
        <>
          {busy ? (
            <StoringProgress />
          ) : problem === '' ? (
            <span className="hint grow">Nothing is stored before you choose Import.</span>
          ) : (
            <span role="alert" className="problem grow">
              {problem}
            </span>
          )}
          <button type="button" onClick={() => void cancel()}>
            Cancel
          </button>
          <button
            type="button"
            className="primary"
            disabled={busy || wanted.length === 0}
            onClick={() => void commit()}
          >
            {busy ? 'Importing…' : wanted.length <= 1 ? 'Import' : `Import ${wanted.length}`}
          </button>
        </>
      }
    >
      {articles.length > 0 ? (
        <div className="form-grid">
          <label htmlFor={eventId}>Event</label>
          <select
            id={eventId}
            value={event}
            onChange={(change_) => {
              setEvent(change_.target.value);
            }}
          >
            <option value="">No event</option>
            {events.map((each) => (
              <option key={each.id} value={each.id}>
                {each.title}
              </option>
            ))}
            <option value="new">New event…</option>
          </select>
          {event === 'new' ? (
            <>
              <label htmlFor={`${eventId}-new`}>New event’s name</label>
              <input
                id={`${eventId}-new`}
                type="text"
                maxLength={1000}
                value={newEvent}
                onChange={(change_) => {
                  setNewEvent(change_.target.value);
                }}
              />
            </>
          ) : null}
        </div>
      ) : null}
      {items.map((item) =>
        item.type === 'article' ? (
          <ArticleCard
            key={item.key}
            item={item}
            choice={choiceOf(item)}
            onChange={(patch) => {
              change(item, patch);
            }}
            onEncoding={(encoding) => void redecode(item, encoding)}
          />
        ) : item.type === 'annotations' ? (
          <AnnotationsCard
            key={item.key}
            item={item}
            choice={choiceOf(item)}
            onChange={(patch) => {
              change(item, patch);
            }}
          />
        ) : null,
      )}
      {namesTwice(items).map((name) => (
        <p key={name} className="notice-line">
          More than one of these files has tags by <bdi>{showHidden(name)}</bdi>. They are taken in
          the order of the list, and the last one’s set counts.
        </p>
      ))}
      {refused.length > 0 ? (
        <section className="import-card is-refused" aria-label="Refused">
          <h3>{countOf(refused.length, 'file')} cannot be opened</h3>
          <ul>
            {refused.map((item) => (
              <li key={item.key}>{showHidden(item.reason)}</li>
            ))}
          </ul>
          <CopyList lines={refused.map(({ reason }) => reason)} />
        </section>
      ) : null}
    </Dialog>
  );
}

/** Names of other annotators who have tags in more than one file. */
function namesTwice(items: readonly ImportItem[]): string[] {
  const files = new Map<string, { readonly name: string; readonly count: number }>();
  for (const item of items) {
    if (item.type !== 'annotations') continue;
    for (const { id, name, isSelf, tags } of item.annotators) {
      if (!isSelf && tags > 0) files.set(id, { name, count: (files.get(id)?.count ?? 0) + 1 });
    }
  }
  return [...files.values()].filter(({ count }) => count > 1).map(({ name }) => name);
}

/** What has come in, in the words of the status bar. */
function describeImported(
  wanted: readonly ImportItem[],
  { imported, codebookVersion }: ImportOutcome,
): string {
  const tagFiles = wanted.filter((item) => item.type === 'annotations');
  const articles =
    wanted.length -
    tagFiles.length +
    tagFiles.reduce((sum, { newArticles }) => sum + newArticles.length, 0);
  const tags = imported.reduce((sum, each) => sum + each.tags, 0);
  const decisions = tagFiles.reduce((sum, item) => sum + item.decisions.new, 0);
  const comments = tagFiles.reduce((sum, item) => sum + item.comments.new, 0);
  const parts = [
    ...(articles > 0 ? [countOf(articles, 'article')] : []),
    ...(tagFiles.length > 0 ? [countOf(tags, 'new tag')] : []),
    ...(decisions > 0 ? [countOf(decisions, 'decision')] : []),
    ...(comments > 0 ? [countOf(comments, 'comment')] : []),
  ];
  const contested = tagFiles.reduce((sum, item) => sum + item.contested, 0);
  const more = [
    ...(contested > 0 ? [` ${contestedInWords(contested)}`] : []),
    ...(codebookVersion === null
      ? []
      : [` Their labels were added to the codebook, now version ${codebookVersion}.`]),
  ].join('');
  return `Imported ${parts.join(', ')}.${more}`;
}

function decisionOf(
  item: ImportItem,
  choice: Choice,
  event: ImportDecision['event'],
): ImportDecision {
  const base = {
    key: item.key,
    action: item.type === 'refused' ? ('skip' as const) : choice.action,
  };
  const text = (value: string): string | null => (value.trim() === '' ? null : value.trim());
  if (item.type === 'annotations') {
    const sameAs = item.annotators.flatMap(({ id, namesake }) =>
      namesake && choice.namesakes.includes(id) ? [{ annotator: id, knownAs: namesake.id }] : [],
    );
    const onto = item.differing.flatMap(({ id, target }) =>
      choice.onto.includes(id) ? [{ article: id, target: target.id }] : [],
    );
    return { ...base, isSelf: choice.isSelf, addUnknown: choice.addUnknown, sameAs, onto };
  }
  if (item.type === 'refused') return base;
  return {
    ...base,
    details: {
      title: text(choice.title) ?? item.title,
      outlet: text(choice.outlet),
      author: text(choice.author),
      url: text(choice.url),
      published: text(choice.published),
    },
    event: event ?? null,
    boilerplate: [...choice.boilerplate],
  };
}

interface CardProps<T> {
  readonly item: T;
  readonly choice: Choice;
  readonly onChange: (patch: Partial<Choice>) => void;
}

function ArticleCard({
  item,
  choice,
  onChange,
  onEncoding,
}: CardProps<ArticleItem> & { readonly onEncoding: (encoding: string) => void }) {
  const id = useId();
  const guess = item.certainty.type === 'guess' ? item.certainty.percent : null;
  const text = (
    name: 'title' | 'outlet' | 'author' | 'url' | 'published',
    label: string,
    placeholder = 'Unknown',
  ) => (
    <>
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <input
        id={`${id}-${name}`}
        type="text"
        maxLength={1000}
        placeholder={placeholder}
        value={choice[name]}
        onChange={(event) => {
          onChange({ [name]: event.target.value });
        }}
      />
    </>
  );
  return (
    <section className="import-card" aria-label={item.name}>
      <header className="import-card-head">
        <Check
          isChecked={choice.action === 'import'}
          onChange={(isChecked) => {
            onChange({ action: isChecked ? 'import' : 'skip' });
          }}
        >
          <bdi>{showHidden(item.name)}</bdi>
        </Check>
        <span className="hint">{item.length.toLocaleString('en')} characters</span>
      </header>
      {item.duplicateOf ? (
        <p className="notice-line">
          Same text as “<bdi>{showHidden(item.duplicateOf.title)}</bdi>”. Importing it adds this
          file’s name to that article and no second copy.
        </p>
      ) : null}
      <div className="import-encoding">
        <label htmlFor={`${id}-encoding`}>Encoding</label>
        <select
          id={`${id}-encoding`}
          value={item.encoding}
          onChange={(event) => {
            onEncoding(event.target.value);
          }}
        >
          {TEXT_ENCODINGS.map(({ label, name }) => (
            <option key={label} value={label}>
              {name}
            </option>
          ))}
        </select>
        {guess === null ? null : (
          <span className="problem">
            Encoding is a guess ({encodingName(item.encoding)}, {guess} %). Check the preview.
          </span>
        )}
      </div>
      <pre className="import-preview" tabIndex={0} aria-label="First lines">
        <bdi>{showHidden(item.firstLines)}</bdi>
      </pre>
      {item.duplicateOf ? null : (
        <div className="form-grid">
          {text('title', 'Title')}
          {text('outlet', 'Outlet')}
          {text('author', 'Author')}
          {text('published', 'Date', 'YYYY-MM-DD')}
          {text('url', 'Address (URL)')}
        </div>
      )}
      {item.boilerplate.length > 0 && !item.duplicateOf ? (
        <fieldset className="choices-column">
          <legend>
            Lines that look like page furniture — marked as boilerplate, never deleted
          </legend>
          {item.boilerplate.map((each, index) => (
            <Check
              key={each.span.start}
              isChecked={choice.boilerplate.includes(index)}
              onChange={(isChecked) => {
                onChange({
                  boilerplate: isChecked
                    ? [...choice.boilerplate, index]
                    : choice.boilerplate.filter((other) => other !== index),
                });
              }}
            >
              <bdi>{showHidden(each.text)}</bdi>
            </Check>
          ))}
        </fieldset>
      ) : null}
    </section>
  );
}

function AnnotationsCard({ item, choice, onChange }: CardProps<AnnotationsItem>) {
  const { counts } = item;
  const misplaced = counts.proposed + counts.orphaned;
  return (
    <section className="import-card" aria-label={item.name}>
      <header className="import-card-head">
        <Check
          isChecked={choice.action === 'import'}
          onChange={(isChecked) => {
            onChange({ action: isChecked ? 'import' : 'skip' });
          }}
        >
          <bdi>{showHidden(item.name)}</bdi>
        </Check>
        <span className="hint">
          {item.format.title}
          {item.format.certainty < 1
            ? `, ${Math.floor(item.format.certainty * 100)} % certain`
            : ''}
        </span>
      </header>
      <p>
        {countOf(counts.read, 'tag')} read: {counts.new} new, {counts.duplicate} already here,{' '}
        {counts.refused} refused.
      </p>
      {item.unknown.count > 0 ? (
        <Unknown
          unknown={item.unknown}
          isAdded={choice.addUnknown}
          onChange={(addUnknown) => {
            onChange({ addUnknown });
          }}
        />
      ) : null}
      {item.ignored.map((loss) => (
        <p key={loss.kind} className="notice-line">
          {describeLoss(loss)} The file itself stays as it is.
        </p>
      ))}
      {misplaced > 0 ? (
        <p className="notice-line">
          {countOf(misplaced, 'tag')} cannot be placed by{' '}
          {misplaced === 1 ? 'itself' : 'themselves'}: {counts.proposed} with a proposed place,{' '}
          {counts.orphaned} whose words are nowhere in the text. Nothing of it is lost; it waits for
          a person to look at it.
        </p>
      ) : null}
      {item.returned ? <Returned returned={item.returned} /> : null}
      {item.returnForOther === null ? null : (
        <p className="notice-line">
          This is a return for <bdi>{showHidden(item.returnForOther)}</bdi>, not for you.
        </p>
      )}
      <RecordLine what="decision" counts={item.decisions} />
      <RecordLine what="comment" counts={item.comments} />
      {item.withdrawn > 0 ? (
        <p className="notice-line">
          {countOf(item.withdrawn, 'decision')} that {item.withdrawn === 1 ? 'is' : 'are'} here{' '}
          {item.withdrawn === 1 ? 'was' : 'were'} taken back by the reviewer and will go. Undo
          brings {item.withdrawn === 1 ? 'it' : 'them'} back.
        </p>
      ) : null}
      {item.contested > 0 ? (
        <p className="notice-line">{contestedInWords(item.contested)}</p>
      ) : null}
      {item.adjudicated > 0 ? (
        <p className="hint">
          {countOf(item.adjudicated, 'adjudicated tag')} in this file are nobody’s own and are not
          stored: they follow from sets and decisions.
        </p>
      ) : null}
      {item.annotators.length > 0 && item.annotators.every(({ isSelf }) => isSelf) ? (
        <p className="notice-line">
          This file is your own. What is here already stays as it is; only what is missing comes in.
        </p>
      ) : null}
      <ul className="plain-list">
        {item.annotators.map((annotator) => (
          <li key={annotator.id}>
            <bdi>{showHidden(annotator.name)}</bdi>
            {annotator.isSelf ? ' (you)' : ', kept as a set of its own'}:{' '}
            {countOf(annotator.tags, 'tag')}
            {annotator.replaces ? `. ${describeReplaced(annotator.replaces)}` : null}
            {annotator.namesake ? (
              <Check
                isChecked={choice.namesakes.includes(annotator.id)}
                onChange={(isChecked) => {
                  const rest = choice.namesakes.filter((id) => id !== annotator.id);
                  onChange({ namesakes: isChecked ? [...rest, annotator.id] : rest });
                }}
              >
                This is the same <bdi>{showHidden(annotator.namesake.name)}</bdi> as the one who is
                known here
              </Check>
            ) : null}
          </li>
        ))}
      </ul>
      {item.newArticles.length > 0 ? (
        <p>
          {countOf(item.newArticles.length, 'article')} not in this library will be added:{' '}
          {item.newArticles.map(({ title }) => `“${showHidden(title)}”`).join(', ')}.
        </p>
      ) : null}
      {item.missingArticles.length > 0 ? (
        <p className="notice-line">
          {countOf(item.missingArticles.length, 'article')} have no text here or in the file, so
          their tags cannot be shown:{' '}
          {item.missingArticles.map(({ title }) => `“${showHidden(title)}”`).join(', ')}. Open those
          articles first.
        </p>
      ) : null}
      {item.differing.map((each) => (
        <Check
          key={each.id}
          isChecked={choice.onto.includes(each.id)}
          onChange={(isChecked) => {
            const rest = choice.onto.filter((id) => id !== each.id);
            onChange({ onto: isChecked ? [...rest, each.id] : rest });
          }}
        >
          The text of “<bdi>{showHidden(each.title)}</bdi>” differs from yours. Look for its tags in
          your text: {each.placed} can be placed, {each.proposed} with a proposed place,{' '}
          {each.orphaned} whose words are nowhere in it.
          {each.hasText ? ' Else it is added as an article of its own.' : ''}
        </Check>
      ))}
      {item.couldBeSelf ? (
        <Check
          isChecked={choice.isSelf}
          onChange={(isChecked) => {
            onChange({ isSelf: isChecked });
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
    </section>
  );
}

/** What the codebook lacks, with the offer to add it. */
function Unknown({
  unknown,
  isAdded,
  onChange,
}: {
  readonly unknown: AnnotationsItem['unknown'];
  readonly isAdded: boolean;
  readonly onChange: (isAdded: boolean) => void;
}) {
  const { count, first, unusable, refusal } = unknown;
  return (
    <section aria-label="Not in your codebook" className="notice-line">
      <p>
        {countOf(count, 'label')} that your codebook does not have. The tags keep{' '}
        {count === 1 ? 'it' : 'them'}.
      </p>
      <ul className="import-labels">
        {first.map((label) => (
          <li key={label} className="clip" title={showHidden(label)}>
            <bdi>{showHidden(label)}</bdi>
          </li>
        ))}
        {count > first.length ? <li className="hint">and {count - first.length} more</li> : null}
      </ul>
      {refusal === null ? (
        <Check isChecked={isAdded} onChange={onChange}>
          {count === 1 ? 'Add it to the codebook' : 'Add these to the codebook'}
          <span className="hint"> — one step with the import, which Undo takes back</span>
        </Check>
      ) : null}
      {unusable > 0 ? (
        <p className="hint">
          {unusable === count ? (count === 1 ? 'It' : 'They') : unusable} cannot be added: a name in
          the codebook has at most {LABEL_LIMIT} characters, and no hidden ones.
        </p>
      ) : null}
      {refusal === null || refusal.type === 'nothing-changed' ? null : (
        <p className="hint">
          {unusable > 0 ? 'The others' : count === 1 ? 'It' : 'They'} cannot be added.{' '}
          {libraryErrorSentence(refusal)}
        </p>
      )}
    </section>
  );
}

function describeReplaced({
  tags,
  gone,
  isOlder,
}: NonNullable<AnnotationsItem['annotators'][number]['replaces']>): string {
  const parts = [`They take the place of the ${countOf(tags, 'tag')} here.`];
  if (gone > 0) parts.push(`${gone} of those are not in this file.`);
  if (isOlder) parts.push('This file is older than what is here.');
  return parts.join(' ');
}

function RecordLine({
  what,
  counts,
}: {
  readonly what: 'decision' | 'comment';
  readonly counts: AnnotationsItem['decisions'];
}) {
  if (counts.read === 0) return null;
  return (
    <p>
      {countOf(counts.read, what)} read: {counts.new} new, {counts.duplicate} already here,{' '}
      {counts.refused} refused.
    </p>
  );
}

function contestedInWords(count: number): string {
  return `${countOf(count, 'decision')} of yours ${count === 1 ? 'is' : 'are'} contested and open again.`;
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

function CopyList({ lines }: { readonly lines: readonly string[] }) {
  const [copied, setCopied] = useState(false);
  return (
    <button
      type="button"
      onClick={() => {
        void bridge.invoke('clipboard:write', { text: lines.join('\n') }).then(({ ok }) => {
          setCopied(ok);
        });
      }}
    >
      {copied ? 'Copied' : 'Copy list'}
    </button>
  );
}

function Failures({
  outcome,
  onClose,
}: {
  readonly outcome: ImportOutcome;
  readonly onClose: () => void;
}) {
  return (
    <Dialog
      title="Some files were not imported"
      onClose={onClose}
      actions={
        <>
          <CopyList lines={outcome.failed.map(({ name, reason }) => `${name}: ${reason}`)} />
          <button type="button" className="primary" onClick={onClose}>
            Close
          </button>
        </>
      }
    >
      <p>
        {countOf(outcome.imported.length, 'file')} imported. The rest is listed with its reason;
        nothing of it was stored.
      </p>
      <ul>
        {outcome.failed.map((each) => (
          <li key={each.name}>
            <bdi>{showHidden(each.name)}</bdi>: {showHidden(each.reason)}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
